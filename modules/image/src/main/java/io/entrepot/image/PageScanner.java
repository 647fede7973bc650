package io.entrepot.image;

import java.io.IOException;
import java.util.List;

/**
 * Turns an image into zeros and stretches of data, from a cursor on, window by window. Holes are not read. The caller
 * owns the windows, so it may have several under way; the scanner keeps the cursor only. Not thread-safe.
 *
 * <p>A window ends where it ends, usually in the middle of a stretch and of a block. Who cuts blocks sets the cursor
 * back to the end of the last whole one ({@link #moveTo}); reading those few pages twice is cheaper than carrying them.
 */
public final class PageScanner {

    /** The most pieces of one scan, so that an image of tiny extents far apart fills no list without bound. */
    static final int PIECES_MAX = 4096;

    private static final int PAGE_BYTES = ZeroPages.PAGE_BYTES;

    private final SourceImage image;
    private final ReadBehind behind;
    private long cursor;
    private long dataEnd;

    /** @param cursor the byte to start from: a page's start, or where a block ended */
    public PageScanner(SourceImage image, long cursor) {
        this.image = image;
        this.behind = image.readBehind();
        moveTo(cursor);
    }

    /** The byte of the image from which the next scan goes on. */
    public long cursor() {
        return cursor;
    }

    /** Whether the image's end has been reached. */
    public boolean atEnd() {
        return cursor >= image.sizeBytes();
    }

    /** Sets the cursor, usually back into the last stretch of the last scan. */
    public void moveTo(long offset) {
        if (offset < 0 || offset > image.sizeBytes()) {
            throw new IllegalArgumentException("byte " + offset + " does not lie in an image of " + image.sizeBytes());
        }
        cursor = offset;
        dataEnd = offset;
    }

    /**
     * Reads on into {@code window} and says what was found: pieces back to back from the old cursor to the new one. At
     * least one unless the image is at its end. Only the last can be a stretch that goes on; two ranges of zeros may
     * follow one another from scan to scan, never within one.
     *
     * @param window room for at least two pages and the longest block; a few MiB are good
     * @throws ImageChangedException when the image has become shorter
     */
    public List<Piece> scan(byte[] window) throws IOException {
        behind.readTo(cursor);
        var pieces = new Pieces(cursor);
        int filled = 0;
        while (!atEnd() && pieces.count() < PIECES_MAX) {
            if (cursor == dataEnd && skipHole(pieces)) {
                continue;
            }
            int length = (int) Math.min(dataEnd - cursor, roomFor(window.length - filled));
            if (length == 0) {
                break;
            }
            behind.reading(cursor);
            image.read(cursor, window, filled, length);
            findPages(window, filled, filled + length, pieces);
            filled += length;
            cursor += length;
        }
        return pieces.finish(atEnd());
    }

    /** Nothing more is read: lets go of what is in memory because of it. */
    public void end() throws IOException {
        behind.end();
    }

    /** Moves over the hole at the cursor, or, when there is none, finds where the data ends. */
    private boolean skipHole(Pieces pieces) throws IOException {
        long data = image.nextData(pageStart(cursor));
        long page = data < image.sizeBytes() ? pageStart(data) : data;
        if (page > cursor) {
            pieces.zeros(page - cursor);
            cursor = page;
            dataEnd = page;
            return true;
        }
        long hole = pageStart(image.nextHole(cursor) + PAGE_BYTES - 1);
        dataEnd = Math.min(image.sizeBytes(), Math.max(hole, pageStart(cursor) + PAGE_BYTES));
        return false;
    }

    /** What of {@code room} can be read so that the next read starts at a page. */
    private int roomFor(int room) {
        int ahead = (int) (cursor & (PAGE_BYTES - 1));
        return Math.max(0, ((room + ahead) & -PAGE_BYTES) - ahead);
    }

    /** The rest of a page that is being taken up in its middle is data: the page as a whole was not zero. */
    private void findPages(byte[] window, int from, int to, Pieces pieces) {
        long offset = cursor;
        int at = from;
        while (at < to) {
            int length = (int) Math.min(to - at, pageStart(offset) + PAGE_BYTES - offset);
            if (pageStart(offset) == offset && ZeroPages.isZero(window, at, length)) {
                pieces.zeros(length);
            } else {
                pieces.data(at, length);
            }
            at += length;
            offset += length;
        }
    }

    private static long pageStart(long offset) {
        return offset & -PAGE_BYTES;
    }
}
