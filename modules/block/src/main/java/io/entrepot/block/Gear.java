package io.entrepot.block;

/**
 * The gear hash's table: 256 words of SplitMix64 from the seed 0. Part of what FastCDC's persisted ids mean, so it is
 * made by a rule that can be written down, and golden vectors hold it.
 */
final class Gear {

    static final long[] TABLE = table();

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Gear() {
    }

    private static long[] table() {
        long[] table = new long[256];
        long state = 0;
        for (int i = 0; i < table.length; i++) {
            state += GOLDEN_GAMMA;
            table[i] = PageMix.finish(state);
        }
        return table;
    }
}
