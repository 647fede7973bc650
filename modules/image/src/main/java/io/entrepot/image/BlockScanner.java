package io.entrepot.image;

import io.entrepot.block.Chunker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an image into blocks and zeros, from a cursor on, window by window. The caller owns the windows and may hand
 * whole ones to other threads for hashing: a window holds whole blocks only. How large windows are does not change the
 * blocks, and taking up an image again at the start of any block gives the same ones. Not thread-safe.
 */
public final class BlockScanner {

    private final PageScanner pages;
    private final Chunker chunker;

    /** @param cursor where to start: 0, or where a block or a range of zeros ended */
    public BlockScanner(SourceImage image, Chunker chunker, long cursor) {
        pages = new PageScanner(image, cursor);
        this.chunker = chunker;
    }

    /** The least length of a window for a chunker's blocks. */
    public static int windowBytesMin(Chunker chunker) {
        return chunker.blockBytesMax() + 2 * ZeroPages.PAGE_BYTES;
    }

    /** The byte of the image from which the next window goes on. */
    public long cursor() {
        return pages.cursor();
    }

    /** Whether the image's end has been reached. */
    public boolean atEnd() {
        return pages.atEnd();
    }

    /**
     * Fills {@code window} with the next blocks.
     *
     * @param window at least {@link #windowBytesMin} long; a few MiB are good
     * @return back to back from the old cursor to the new; empty only at the image's end
     * @throws ImageChangedException when the image has become shorter
     */
    public List<Cut> next(byte[] window) throws IOException {
        if (window.length < windowBytesMin(chunker)) {
            throw new IllegalArgumentException("a window of " + window.length + " bytes is too small for "
                    + chunker.name());
        }
        List<Piece> pieces = pages.scan(window);
        var cuts = new ArrayList<Cut>(pieces.size());
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Stretch stretch) {
                cut(window, stretch, cuts);
            } else {
                cuts.add(new Cut.Zeros(piece.offset(), piece.length()));
            }
        }
        if (!cuts.isEmpty()) {
            pages.moveTo(cuts.get(cuts.size() - 1).end());
        }
        return cuts;
    }

    /** Nothing more is read: lets go of what is in memory because of it. */
    public void end() throws IOException {
        pages.end();
    }

    /** Only the last stretch of a window can go on; what is left of it then is the start of the next window. */
    private void cut(byte[] window, Piece.Stretch stretch, List<Cut> cuts) {
        int from = stretch.from();
        while (from < stretch.to()) {
            int end = chunker.end(window, from, stretch.to(), stretch.last());
            if (end == Chunker.MORE) {
                return;
            }
            cuts.add(new Cut.Block(stretch.offset() + from - stretch.from(), from, end - from));
            from = end;
        }
    }
}
