package io.entrepot.image;

/** A part of an image as it is sent: zeros, or a block. Cuts stand back to back. */
public sealed interface Cut {

    /** Bytes from the start of the image. */
    long offset();

    /** Bytes. */
    long length();

    /** The byte of the image behind it. */
    default long end() {
        return offset() + length();
    }

    /** Zeros, whether a hole or zero pages. */
    record Zeros(long offset, long length) implements Cut {
    }

    /**
     * A block.
     *
     * @param from       index of its first byte in the window
     * @param blockBytes its length
     */
    record Block(long offset, int from, int blockBytes) implements Cut {
        @Override
        public long length() {
            return blockBytes;
        }
    }
}
