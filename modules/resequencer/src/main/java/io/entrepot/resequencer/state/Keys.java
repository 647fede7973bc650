package io.entrepot.resequencer.state;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/** Keys in an order of bytes that is the order of their numbers. */
final class Keys {

    private Keys() {
    }

    /** For numbers that are not negative. */
    static Bytes of(long number) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** By ordinal, which is not negative, then by position, which may be. */
    static Bytes of(long ordinal, long position) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES).putLong(ordinal).putLong(position ^ Long.MIN_VALUE)
                .array());
    }

    static long first(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    static long second(byte[] key) {
        return ByteBuffer.wrap(key).getLong(Long.BYTES) ^ Long.MIN_VALUE;
    }
}
