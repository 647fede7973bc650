package io.entrepot.monitor.core;

/**
 * Bytes per second over the last while, from counts that come with a time. Keeps one number for each second of the window, however many
 * counts come, and takes them in any order.
 */
final class Pace {

    /** Long enough to smooth commits of about a second, short enough to show that something has stopped. */
    static final int WINDOW_SECONDS = 30;

    private static final long SECOND_MS = 1_000;

    private final long[] second = new long[WINDOW_SECONDS];
    private final long[] bytes = new long[WINDOW_SECONDS];
    private final long[] lastMs = new long[WINDOW_SECONDS];
    private long firstMs = Long.MAX_VALUE;

    /**
     * Counts bytes.
     *
     * @param atMs milliseconds since the epoch at which they had been dealt with
     */
    void add(long atMs, long count) {
        if (firstMs == Long.MAX_VALUE) {
            // How long the first took is not known, so it only says when the rest began.
            firstMs = atMs;
            return;
        }
        long at = Math.floorDiv(atMs, SECOND_MS);
        int slot = (int) Math.floorMod(at, (long) WINDOW_SECONDS);
        if (second[slot] < at) {
            second[slot] = at;
            bytes[slot] = 0;
            lastMs[slot] = atMs;
        }
        if (second[slot] == at) {
            bytes[slot] += count;
            lastMs[slot] = Math.max(lastMs[slot], atMs);
        }
    }

    /** 0 when nothing came lately. A single count behind a pause passes for a second's work. */
    double bytesPerSecond(long nowMs) {
        if (firstMs == Long.MAX_VALUE) {
            return 0;
        }
        long now = Math.floorDiv(nowMs, SECOND_MS);
        long sum = 0;
        int oldest = -1;
        for (int slot = 0; slot < WINDOW_SECONDS; slot++) {
            if (second[slot] > now - WINDOW_SECONDS && bytes[slot] > 0) {
                sum += bytes[slot];
                oldest = oldest < 0 || second[slot] < second[oldest] ? slot : oldest;
            }
        }
        long beganMs = firstMs;
        if (oldest >= 0 && firstMs <= nowMs - WINDOW_SECONDS * SECOND_MS) {
            // As with the very first, how long the oldest took is not known, unless it is all there is: then a second.
            boolean more = sum > bytes[oldest];
            sum -= more ? bytes[oldest] : 0;
            beganMs = lastMs[oldest] - (more ? 0 : SECOND_MS);
        }
        // A clock that is ahead of ours counts as ours.
        return sum * (double) SECOND_MS / Math.max(SECOND_MS, nowMs - beganMs);
    }
}
