package io.entrepot.block;

/**
 * How a payload is packed. Implementations are thread-safe. Ids are persisted in every record that carries a payload:
 * an id never changes its meaning.
 */
public interface Codec {

    /** The persisted number. */
    int id();

    /** The name by which people know it. */
    String name();

    /** The most bytes that {@code length} bytes can take when packed. */
    int packedBytesMax(int length);

    /**
     * Packs {@code length} bytes of {@code src} from {@code offset} on into {@code dst} from {@code dstOffset} on.
     *
     * @return the packed bytes' number
     * @throws IndexOutOfBoundsException when {@code dst} has no room for {@link #packedBytesMax} bytes
     */
    int compress(byte[] src, int offset, int length, byte[] dst, int dstOffset);

    /**
     * Unpacks into exactly {@code expectedLength} bytes of {@code dst} from {@code dstOffset} on. The source is not
     * trusted: nothing is allocated by what it declares, and nothing is written outside that range.
     *
     * @throws CodecException when the source is malformed, or has more or fewer bytes in it
     */
    void decompress(byte[] src, int offset, int length, byte[] dst, int dstOffset, int expectedLength)
            throws CodecException;
}
