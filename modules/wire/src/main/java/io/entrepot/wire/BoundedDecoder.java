package io.entrepot.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary form out of one array, for bytes nobody vouches for. Nothing is allocated for a declared length before
 * the bytes it speaks of have been seen to be there, counts are bounded by what remains (no item of ours is empty) and,
 * over the whole record, by {@link #ITEMS_MAX}. Avro's own decoder has limits too, but they are the process's, not the
 * record's, and it copies what this one only points to: byte fields are views of the array.
 */
final class BoundedDecoder extends Decoder {

    /** Items of all arrays and maps of one record: more than the largest of ours has, and some megabytes of objects. */
    static final int ITEMS_MAX = 1 << 17;

    /** Bytes of one string: the longest of ours are reasons. */
    static final int STRING_BYTES_MAX = Limits.REASON_BYTES_MAX;

    private static final int INT_BYTES_MAX = 5;
    private static final int LONG_BYTES_MAX = 10;

    private final byte[] data;
    private int at;
    private int items;

    BoundedDecoder(byte[] data, int from) {
        this.data = data;
        this.at = from;
    }

    @Override
    public int remainingBytes() {
        return data.length - at;
    }

    @Override
    public void readNull() {
        // Takes no bytes.
    }

    @Override
    public boolean readBoolean() throws IOException {
        byte value = next();
        if (value != 0 && value != 1) {
            throw new MalformedException("a boolean of " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = zigzag(INT_BYTES_MAX);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new MalformedException("a number of more than 32 bits");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        return zigzag(LONG_BYTES_MAX);
    }

    private long zigzag(int bytesMax) throws IOException {
        long raw = 0;
        for (int i = 0; i < bytesMax; i++) {
            long bits = next();
            raw |= (bits & 0x7f) << (7 * i);
            if (bits >= 0) {
                // The tenth byte has room for one bit of the 64.
                if (i == LONG_BYTES_MAX - 1 && bits > 1) {
                    break;
                }
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new MalformedException("a number of more than " + bytesMax + " bytes");
    }

    @Override
    public float readFloat() throws IOException {
        int from = take(Float.BYTES);
        return Float.intBitsToFloat(Integer.reverseBytes(ByteBuffer.wrap(data, from, Float.BYTES).getInt()));
    }

    @Override
    public double readDouble() throws IOException {
        int from = take(Double.BYTES);
        return Double.longBitsToDouble(Long.reverseBytes(ByteBuffer.wrap(data, from, Double.BYTES).getLong()));
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        if (length > STRING_BYTES_MAX) {
            throw new MalformedException("a text of " + length + " bytes, more than " + STRING_BYTES_MAX);
        }
        int from = take(length);
        // Strictly: with replacement characters two names would become one.
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data, from, length)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text that is not UTF-8");
        }
    }

    @Override
    public void skipString() throws IOException {
        take(length());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        int length = length();
        return ByteBuffer.wrap(data, take(length), length).slice();
    }

    @Override
    public void skipBytes() throws IOException {
        take(length());
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        System.arraycopy(data, take(length), bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return itemCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return itemCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return itemCount();
    }

    @Override
    public long mapNext() throws IOException {
        return itemCount();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    /** A block's count; a negative one is followed by the block's size, which readers do not need. */
    private long itemCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            length();
            count = -count;
        }
        if (count < 0 || count > remainingBytes() || count > ITEMS_MAX - items) {
            throw new MalformedException("a list of " + Long.toUnsignedString(count) + " items where "
                    + remainingBytes() + " bytes remain");
        }
        items += (int) count;
        return count;
    }

    /** Passes over blocks that tell their size; the first that does not is left to be read item by item. */
    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            take(length());
            count = readLong();
        }
        if (count > remainingBytes() || count > ITEMS_MAX - items) {
            throw new MalformedException("a list of " + count + " items where " + remainingBytes() + " bytes remain");
        }
        items += (int) count;
        return count;
    }

    /** A length that follows, of bytes that are there. */
    private int length() throws IOException {
        long length = readLong();
        if (length < 0 || length > remainingBytes()) {
            throw new MalformedException("a length of " + length + " where " + remainingBytes() + " bytes remain");
        }
        return (int) length;
    }

    /** Passes over bytes and tells where they began. */
    private int take(int length) throws MalformedException {
        if (length < 0 || length > remainingBytes()) {
            throw new MalformedException("the end of the record, too early");
        }
        int from = at;
        at += length;
        return from;
    }

    private byte next() throws MalformedException {
        if (at >= data.length) {
            throw new MalformedException("the end of the record, too early");
        }
        return data[at++];
    }
}
