package io.entrepot.cli.text;

import java.util.Locale;

/** Numbers of bytes for people: decimal units, three digits. */
public final class Sizes {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1_000;

    private Sizes() {
    }

    /** As "999 B", "1.23 MB", "17.2 GB". */
    public static String text(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        // What would be rounded to four digits is said in the next unit.
        while (value >= STEP - 0.5 && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return threeDigits(value) + " " + UNITS[unit];
    }

    /** As "412 MB/s". */
    public static String rate(double bytesPerSecond) {
        return text(Math.round(bytesPerSecond)) + "/s";
    }

    /** As "43 %", never more than "100 %"; nothing of nothing is all of it. */
    public static String percent(long part, long whole) {
        return whole == 0 ? "100 %" : Math.min(100, (long) (100.0 * part / whole)) + " %";
    }

    private static String threeDigits(double value) {
        String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
