package io.entrepot.image;

import java.util.stream.LongStream;

/** Times of modification as file systems keep them: what is finer than their grain is cut off. */
public final class KeptTime {

    /** SMB; then microseconds, milliseconds, exFAT, seconds, and FAT. */
    private static final long[] GRAINS_NS = {100, 1_000, 1_000_000, 10_000_000, 1_000_000_000, 2_000_000_000};

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
                || LongStream.of(GRAINS_NS).anyMatch(grain -> foundNs == Math.floorDiv(givenNs, grain) * grain);
    }
}
