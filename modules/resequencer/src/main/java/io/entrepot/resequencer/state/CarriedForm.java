package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Carriers.Carried;
import java.nio.ByteBuffer;

/**
 * A carrier's row, form 1: version, length (4 bytes), interim offset (8). Ordinal and offset are the key. There is one
 * for every NewBlocks record ever sent, so it has nothing that could be left out.
 */
final class CarriedForm {

    private static final byte VERSION = 1;
    private static final int BYTES = Packed.VERSION_BYTES + Integer.BYTES + Long.BYTES;

    private CarriedForm() {
    }

    static byte[] write(Carried carried) {
        return ByteBuffer.allocate(BYTES).put(VERSION).putInt(Math.toIntExact(carried.length()))
                .putLong(carried.interimOffset()).array();
    }

    static Carried read(long offset, byte[] bytes) {
        return Packed.read(StoreNames.CARRIERS, VERSION, bytes, row -> {
            int length = row.getInt();
            return new Carried(offset, length, row.getLong());
        });
    }
}
