package io.entrepot.destination.verify.core;

/**
 * Which blocks are looked at: a choice that depends on nothing but seed and place, so that the same seed looks at the same blocks again.
 *
 * @param share of all blocks, above 0, at most 1
 * @param seed  of the choice
 */
public record Sample(double share, long seed) {

    /** Everything. */
    public static final Sample ALL = new Sample(1, 0);

    /** Zeros have no blocks; they are chosen by ranges of this length, at multiples of it. */
    public static final int ZEROS_BYTES = 1 << 20;

    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    public Sample {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A sample is more than nothing and at most all of it.");
        }
    }

    public boolean isAll() {
        return share == 1;
    }

    /** Whether to look at what begins at this offset of the generation with this ordinal. */
    public boolean takes(long ordinal, long offset) {
        return isAll() || (mix(mix(seed ^ mix(ordinal)) ^ offset) >>> 11) * TWO_TO_MINUS_53 < share;
    }

    /** SplitMix64's finalizer: each bit of the result depends on every bit of the value. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
