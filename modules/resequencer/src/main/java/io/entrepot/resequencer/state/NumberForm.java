package io.entrepot.resequencer.state;

import java.nio.ByteBuffer;

/** A row that is one number, form 1: version, 8 bytes. */
final class NumberForm {

    private static final byte VERSION = 1;

    private NumberForm() {
    }

    static byte[] write(long number) {
        return ByteBuffer.allocate(Packed.VERSION_BYTES + Long.BYTES).put(VERSION).putLong(number).array();
    }

    static long read(String store, byte[] bytes) {
        return Packed.read(store, VERSION, bytes, ByteBuffer::getLong);
    }
}
