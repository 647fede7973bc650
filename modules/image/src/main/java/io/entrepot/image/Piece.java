package io.entrepot.image;

/** A part of an image as {@link PageScanner} finds it. Pieces stand back to back. */
public sealed interface Piece {

    /** Bytes from the start of the image. */
    long offset();

    /** Bytes. */
    long length();

    /** The byte of the image behind the piece. */
    default long end() {
        return offset() + length();
    }

    /** Zeros, whether a hole or zero pages. */
    record Zeros(long offset, long length) implements Piece {
    }

    /**
     * Data without zero pages, which starts at a page's start.
     *
     * @param from index of its first byte in the window
     * @param to   index behind its last byte in the window
     * @param last whether the stretch ends here; if not, the window ended, and the stretch goes on behind it
     */
    record Stretch(long offset, int from, int to, boolean last) implements Piece {
        @Override
        public long length() {
            return to - from;
        }
    }
}
