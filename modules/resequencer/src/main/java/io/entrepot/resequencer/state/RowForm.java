package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Row;
import java.nio.ByteBuffer;

/**
 * A waiting record's row, form 1: version, kind, interim offset, length (8 bytes each), payload bytes (4), the key's
 * length (2), the key, the value. Ordinal and position are the key.
 */
final class RowForm {

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 2 + 2 * Long.BYTES + Integer.BYTES + Short.BYTES;

    private RowForm() {
    }

    static byte[] write(Row row) {
        return ByteBuffer.allocate(FIXED_BYTES + row.key().length + row.value().length)
                .put(VERSION).put((byte) row.kind().id()).putLong(row.interimOffset()).putLong(row.length())
                .putInt(row.payloadBytes()).putShort((short) row.key().length).put(row.key()).put(row.value()).array();
    }

    static Row read(long ordinal, long position, byte[] bytes) {
        return Packed.read(StoreNames.WAITING, VERSION, bytes, row -> {
            Row.Kind kind = Row.Kind.byId(row.get());
            long interimOffset = row.getLong();
            long length = row.getLong();
            int payloadBytes = row.getInt();
            byte[] key = Packed.bytes(row, row.getShort());
            byte[] value = Packed.bytes(row, row.remaining());
            return new Row(ordinal, position, kind, interimOffset, length, payloadBytes, key, value);
        });
    }
}
