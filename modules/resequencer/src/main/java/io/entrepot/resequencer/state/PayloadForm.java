package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Payloads.Payload;
import java.nio.ByteBuffer;

/**
 * A payload's row, form 1: version, ordinal, offset (8 bytes each), the key's length (2), the key, the value. The
 * interim offset is the key.
 */
final class PayloadForm {

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = Packed.VERSION_BYTES + 2 * Long.BYTES + Short.BYTES;

    private PayloadForm() {
    }

    static byte[] write(Payload payload) {
        return ByteBuffer.allocate(FIXED_BYTES + payload.key().length + payload.value().length)
                .put(VERSION).putLong(payload.ordinal()).putLong(payload.offset())
                .putShort((short) payload.key().length).put(payload.key()).put(payload.value()).array();
    }

    static Payload read(long interimOffset, byte[] bytes) {
        return Packed.read(StoreNames.PAYLOADS, VERSION, bytes, row -> {
            long ordinal = row.getLong();
            long offset = row.getLong();
            byte[] key = Packed.bytes(row, row.getShort());
            byte[] value = Packed.bytes(row, row.remaining());
            return new Payload(interimOffset, ordinal, offset, key, value);
        });
    }
}
