package io.entrepot.resequencer.core;

import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Bytes that stand for records it remembers: of sizes like the real ones, and without the work of making them. */
final class RememberedForms implements Forms {

    private static final int SMALL_BYTES = 12;

    private final List<SpecificRecord> records = new ArrayList<>();

    @Override
    public byte[] key(RecordKey key) {
        return value(key);
    }

    @Override
    public byte[] value(SpecificRecord value) {
        records.add(value);
        return ByteBuffer.allocate(bytes(value)).putInt(records.size() - 1).array();
    }

    @Override
    public <T extends SpecificRecord> T read(byte[] value, Class<T> type) throws WireException {
        SpecificRecord record = read(value);
        if (!type.isInstance(record)) {
            throw new WireException("It is no " + type.getSimpleName() + ".");
        }
        return type.cast(record);
    }

    SpecificRecord read(byte[] value) throws WireException {
        if (value.length < Integer.BYTES) {
            throw new WireException("It is garbled.");
        }
        return records.get(ByteBuffer.wrap(value).getInt());
    }

    private static int bytes(SpecificRecord value) {
        int parts = 0;
        if (value instanceof NewBlocks blocks) {
            parts = blocks.getPayload().remaining();
        } else if (value instanceof KnownBlocks known) {
            parts = 6 * known.getExtents().size();
        } else if (value instanceof PlacedBlocks placed) {
            parts = 8 * placed.getExtents().size();
        }
        return SMALL_BYTES + parts;
    }
}
