package io.entrepot.cli.text;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time for people. */
public final class Times {

    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private Times() {
    }

    /** As on a clock: "0:07", "12:30", "1:02:03". */
    public static String clock(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }

    /** As "3.4 s", or on a clock from a minute on. */
    public static String took(Duration time) {
        return time.toSeconds() < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0)
                : clock(time);
    }
}
