package io.entrepot.block;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Packs payloads with zstd, or stores them when that saves next to nothing, so that a reader does not pay for unpacking
 * what was incompressible. Not thread-safe: one per thread, reused; the output buffer grows to the largest payload.
 */
public final class Compressor implements AutoCloseable {

    /** A payload that does not shrink by one part in this many (3 %) is stored. */
    private static final int SAVING_MIN_DIVISOR = 32;

    private final ZstdCodec quick;
    private final ZstdCodec small;
    private byte[] packed = new byte[0];

    public Compressor(ZstdLevels levels) {
        quick = new ZstdCodec(levels.behind());
        small = new ZstdCodec(levels.ahead());
    }

    /**
     * What came of a payload: a view of the compressor's buffer or, when stored, of the source. It holds until the next
     * call, or until the source is changed.
     *
     * @param codec  persisted id of the codec
     * @param length bytes from {@code offset} on
     */
    public record Packed(int codec, byte[] data, int offset, int length) {

        /** A view that is not copied. */
        public ByteBuffer buffer() {
            return ByteBuffer.wrap(data, offset, length);
        }

        /** A copy that stays. */
        public byte[] copy() {
            return Arrays.copyOfRange(data, offset, offset + length);
        }
    }

    /**
     * Packs {@code length} bytes of {@code src} from {@code offset} on.
     *
     * @param ahead whether packed bytes wait for the link, see {@link ZstdLevels}
     */
    public Packed pack(byte[] src, int offset, int length, boolean ahead) {
        ZstdCodec zstd = ahead ? small : quick;
        int room = zstd.packedBytesMax(length);
        if (packed.length < room) {
            packed = new byte[room];
        }
        int packedLength = zstd.compress(src, offset, length, packed, 0);
        if (packedLength > length - length / SAVING_MIN_DIVISOR) {
            return new Packed(Codecs.STORED, src, offset, length);
        }
        return new Packed(Codecs.ZSTD, packed, 0, packedLength);
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        quick.close();
        small.close();
    }
}
