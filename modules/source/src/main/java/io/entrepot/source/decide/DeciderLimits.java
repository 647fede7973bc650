package io.entrepot.source.decide;

import io.entrepot.wire.Limits;

/**
 * How large records and transactions become.
 *
 * @param runBytesMax         bytes of a run of new blocks before compression, at most {@link Limits#RUN_BYTES_MAX}; a
 *                            single block may have no more either
 * @param knownBlocksMax      blocks that one record refers to, at most {@link Limits#KNOWN_BLOCKS_MAX}
 * @param extentsMax          runs and zero ranges of such a record, at most {@link Limits#EXTENTS_MAX}
 * @param carriersMax         carriers of such a record, at most {@link Limits#CARRIERS_MAX}
 * @param transactionBytesMax bytes, before compression, after which a transaction is full
 */
public record DeciderLimits(int runBytesMax, int knownBlocksMax, int extentsMax, int carriersMax,
        long transactionBytesMax) {

    /** 64 KiB of digests, some 16 MB of an image: overheads vanish, and a destination gets it before it has to wait. */
    public static final int KNOWN_BLOCKS_MAX_DEFAULT = 2_048;
    /** As many ranges as a record of alternating blocks and zeros has. */
    public static final int EXTENTS_MAX_DEFAULT = 4_096;
    /** With names of the greatest length, 256 KiB of a record. */
    public static final int CARRIERS_MAX_DEFAULT = 256;

    public DeciderLimits {
        check("runBytesMax", runBytesMax, Limits.RUN_BYTES_MAX);
        check("knownBlocksMax", knownBlocksMax, Limits.KNOWN_BLOCKS_MAX);
        check("extentsMax", extentsMax, Limits.EXTENTS_MAX);
        check("carriersMax", carriersMax, Limits.CARRIERS_MAX);
        check("transactionBytesMax", transactionBytesMax, Long.MAX_VALUE);
    }

    /** The default shape of records. */
    public static DeciderLimits of(int runBytesMax, long transactionBytesMax) {
        return new DeciderLimits(runBytesMax, KNOWN_BLOCKS_MAX_DEFAULT, EXTENTS_MAX_DEFAULT, CARRIERS_MAX_DEFAULT,
                transactionBytesMax);
    }

    private static void check(String name, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " is from 1 to " + max + ", not " + value);
        }
    }
}
