package io.entrepot.benchmarks.report;

import java.util.Locale;

/** Figures as people read them, three digits each; decimal units, as on disks and links. */
public final class Figures {

    private static final double MEGA = 1e6;

    private Figures() {
    }

    /** Megabytes, without the unit. */
    public static String megabytes(double bytes) {
        return digits(bytes / MEGA);
    }

    /** Three digits at least, and no more than that behind the point. */
    public static String digits(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
