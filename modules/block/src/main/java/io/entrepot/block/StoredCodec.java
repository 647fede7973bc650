package io.entrepot.block;

import java.util.Objects;

/** Bytes as they are. */
final class StoredCodec implements Codec {

    @Override
    public int id() {
        return Codecs.STORED;
    }

    @Override
    public String name() {
        return "stored";
    }

    @Override
    public int packedBytesMax(int length) {
        return length;
    }

    @Override
    public int compress(byte[] src, int offset, int length, byte[] dst, int dstOffset) {
        System.arraycopy(src, offset, dst, dstOffset, length);
        return length;
    }

    @Override
    public void decompress(byte[] src, int offset, int length, byte[] dst, int dstOffset, int expectedLength)
            throws CodecException {
        Objects.checkFromIndexSize(dstOffset, expectedLength, dst.length);
        if (length != expectedLength) {
            throw new CodecException("a stored payload has " + length + " bytes where " + expectedLength
                    + " are declared");
        }
        System.arraycopy(src, offset, dst, dstOffset, length);
    }
}
