package io.entrepot.block;

/**
 * Content-defined cutting for disk images. A file system moves data in pages, so what two images have in common lies at
 * page boundaries: a block ends behind a page whose {@linkplain PageMix mix} falls below a threshold, and nowhere else.
 *
 * <p>Any page ends a block with the same probability, one in {@code meanPages}; block lengths are geometrically distributed
 * and cut off at {@code blockPagesMax}. There is no minimum above one page: a minimum makes a boundary depend on the
 * boundary before it, and saves little when a page is the least length anyway. Each page is mixed once, so this runs as fast
 * as memory is read. A bytewise rolling hash (FastCDC) finds a few per cent more, at a half of the speed.
 *
 * @param meanPages     pages between boundaries on the average
 * @param blockPagesMax pages of the longest block
 */
record PageEndChunker(int id, String name, int meanPages, int blockPagesMax) implements Chunker {

    @Override
    public int blockBytesMax() {
        return blockPagesMax * PAGE_BYTES;
    }

    @Override
    public boolean pageAligned() {
        return true;
    }

    @Override
    public int end(byte[] data, int from, int to, boolean last) {
        long threshold = (1L << 32) / meanPages;
        int pages = Math.min((to - from) / PAGE_BYTES, blockPagesMax);
        int at = from;
        for (int page = 0; page < pages; page++) {
            long mix = PageMix.of(data, at);
            at += PAGE_BYTES;
            if (mix >>> 32 < threshold) {
                return at;
            }
        }
        if (pages == blockPagesMax) {
            return at;
        }
        return last ? to : MORE;
    }
}
