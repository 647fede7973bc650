package io.entrepot.block;

/**
 * FastCDC (Xia et al., "FastCDC: a Fast and Efficient Content-Defined Chunking Approach for Data Deduplication", USENIX ATC
 * 2016): a gear hash over the last 64 bytes, tested at every byte behind the minimum, with normalised chunking: up to the
 * average length two bits more have to be zero, and two fewer behind it, which draws lengths towards the average.
 *
 * <p>Finds what has been moved by any number of bytes, as in archives and databases, at a fraction of the page-end chunker's
 * speed, and its blocks share no extents. The bits tested are the uppermost, which depend on the most bytes; the paper
 * spreads its mask for the same end.
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
        int limit = Math.min(to - from, blockBytesMax);
        int middle = Math.min(limit, 1 << averageBits);
        long strict = upperBits(averageBits + NORMALISATION_BITS);
        long lax = upperBits(averageBits - NORMALISATION_BITS);
        long[] gear = Gear.TABLE;
        long hash = 0;
        int length = blockBytesMin;
        for (; length < middle; length++) {
            hash = (hash << 1) + gear[data[from + length] & 0xff];
            if ((hash & strict) == 0) {
                return from + length + 1;
            }
        }
        for (; length < limit; length++) {
            hash = (hash << 1) + gear[data[from + length] & 0xff];
            if ((hash & lax) == 0) {
                return from + length + 1;
            }
        }
        if (limit == blockBytesMax) {
            return from + limit;
        }
        return last ? to : MORE;
    }

    private static long upperBits(int count) {
        return -1L << Long.SIZE - count;
    }
}
