package io.entrepot.image;

import java.util.stream.LongStream;

/** Times of modification as file systems keep them: what is finer than their grain is cut off, and what is beyond their limits becomes the limit. */
public final class KeptTime {

    private static final long NS_PER_S = 1_000_000_000L;

    /** SMB; then microseconds, milliseconds, exFAT, seconds, and FAT. */
    private static final long[] GRAINS_NS = {100, 1_000, 1_000_000, 10_000_000, 1_000_000_000, 2_000_000_000};

    /** The last that ext4 with small inodes and XFS without big times keep, and exFAT. */
    private static final long[] LAST_S = {Integer.MAX_VALUE, 4_354_819_198L};

    /** The first that those keep: in 1901, and in 1980. */
    private static final long[] FIRST_S = {Integer.MIN_VALUE, 315_532_800L};

    private KeptTime() {
    }

    /**
     * Whether a file that was given a time may show another.
     *
     * @param foundNs what the file shows, nanoseconds since the epoch
     * @param givenNs what it was given, nanoseconds since the epoch
     */
    public static boolean isOf(long foundNs, long givenNs) {
        return foundNs == givenNs
                || foundNs < givenNs && LongStream.of(LAST_S).anyMatch(last -> foundNs / NS_PER_S == last)
                || foundNs > givenNs && LongStream.of(FIRST_S).anyMatch(first -> foundNs == first * NS_PER_S)
                || LongStream.of(GRAINS_NS).anyMatch(grain -> foundNs == Math.floorDiv(givenNs, grain) * grain);
    }
}
