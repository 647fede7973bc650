package io.entrepot.block;

/**
 * FastCDC (Xia et al., "FastCDC: a Fast and Efficient Content-Defined Chunking Approach for Data Deduplication", USENIX
 * ATC 2016): a gear hash over the last 64 bytes, tested at every byte behind the minimum, with normalised chunking: up
 * to the average length two bits more have to be zero, and two fewer behind it, which draws lengths towards the
 * average.
 *
 * <p>Finds what has been moved by any number of bytes, as in archives and databases, at a fraction of the page-end
 * chunker's speed, and its blocks share no extents. The bits tested are the uppermost, which depend on the most bytes;
 * the paper spreads its mask for the same end.
 *
 * @param averageBits    binary logarithm of the average length
 * @param blockBytesMin  no block is shorter, the last of a stretch excepted: a quarter of the average
 * @param blockBytesMax  no block is longer: four times the average
 */
record FastCdcChunker(int id, String name, int averageBits, int blockBytesMin, int blockBytesMax) implements Chunker {

    private static final int NORMALISATION_BITS = 2;

    FastCdcChunker(int id, String name, int averageBits) {
        this(id, name, averageBits, 1 << averageBits - 2, 1 << averageBits + 2);
    }

    @Override
    public boolean pageAligned() {
        return false;
    }

    @Override
    public int end(byte[] data, int from, int to, boolean last) {
        int limit = from + Math.min(to - from, blockBytesMax);
        int middle = Math.min(limit, from + (1 << averageBits));
        int start = from + blockBytesMin;
        int at = start < middle ? scan(data, start, middle, 0, averageBits + NORMALISATION_BITS) : -1;
        if (at < 0 && middle < limit) {
            at = scan(data, middle, limit, hashOf(data, start, middle), averageBits - NORMALISATION_BITS);
        }
        if (at >= 0) {
            return at;
        }
        if (limit - from == blockBytesMax) {
            return limit;
        }
        return last ? to : MORE;
    }

    /** The index behind the first byte at which the upper {@code zeroBits} of the hash are zero, or -1. */
    private static int scan(byte[] data, int start, int end, long seed, int zeroBits) {
        long[] gear = Gear.TABLE;
        long mask = upperBits(zeroBits);
        long hash = seed;
        for (int at = start; at < end; at++) {
            hash = (hash << 1) + gear[data[at] & 0xff];
            if ((hash & mask) == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    /** What the hash has come to at {@code end}: a byte has left it after 64 more. */
    private static long hashOf(byte[] data, int start, int end) {
        long hash = 0;
        for (int at = Math.max(start, end - Long.SIZE); at < end; at++) {
            hash = (hash << 1) + Gear.TABLE[data[at] & 0xff];
        }
        return hash;
    }

    private static long upperBits(int count) {
        return -1L << Long.SIZE - count;
    }
}
