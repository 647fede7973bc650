package io.entrepot.block;

/**
 * Decides where blocks end. What it is given is a <em>stretch</em>: bytes of an image that contain no zero page and
 * start at a page of the image (a page is {@link #PAGE_BYTES}; zero pages are never part of a block, and end one).
 *
 * <p>A chunker is a pure function of the bytes from the block's start on. It keeps nothing past a boundary, so an image
 * can be taken up again at any block, and the way in which a stretch is read into windows does not matter.
 * Implementations are thread-safe. Ids are persisted in what agents publish: an id never changes its meaning.
 */
public interface Chunker {

    /** Bytes of a page: what file systems move data in, and the unit in which extents are shared. */
    int PAGE_BYTES = 4096;

    /** Returned when the block goes on beyond the bytes at hand. */
    int MORE = -1;

    /** The persisted number of this way of cutting. */
    int id();

    /** The name by which people choose it. */
    String name();

    /** The length that no block exceeds: with that many bytes at hand {@link #end} never asks for more. */
    int blockBytesMax();

    /**
     * Whether every boundary, the end of the image excepted, lies at a page's end, so that its blocks can share
     * extents.
     */
    boolean pageAligned();

    /**
     * Where the block that starts at {@code from} ends.
     *
     * @param data holds the stretch
     * @param from index of the block's first byte: the stretch's first, or where the block before it ended
     * @param to   index behind the last byte at hand, above {@code from}
     * @param last whether the stretch ends at {@code to}
     * @return the index behind the block's last byte, at most {@code to}; or {@link #MORE} when the block goes on and
     *     its end cannot be decided yet, which happens neither with {@code last} nor with {@link #blockBytesMax} bytes
     *     at hand
     */
    int end(byte[] data, int from, int to, boolean last);
}
