package io.entrepot.replay.core;

/**
 * One record of a generation that is kept.
 *
 * @param position      {@link #OPENED_AT}, the offset in the image, or the size for what seals it
 * @param kind          what it is
 * @param interimOffset where it stands
 * @param length        bytes of the image that it covers
 * @param value         as it came; empty for a NewBlocks
 */
public record Part(long position, Kind kind, long interimOffset, long length, byte[] value) {

    /** Before the first byte. */
    public static final long OPENED_AT = -1;

    private static final byte[] NONE = new byte[0];

    /** What it is. A seal comes behind an extent at the same position, of which there is none. */
    public enum Kind { OPENED, NEW, KNOWN, SEALED }

    static Part fresh(long offset, long interimOffset, long length) {
        return new Part(offset, Kind.NEW, interimOffset, length, NONE);
    }

    long end() {
        return position + length;
    }
}
