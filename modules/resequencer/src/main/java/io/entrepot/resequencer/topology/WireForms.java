package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.core.Forms;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import org.apache.avro.specific.SpecificRecord;

/** {@link Forms} for an ordered topic. */
record WireForms(WireFormat format, String orderedTopic) implements Forms {

    @Override
    public byte[] key(RecordKey key) {
        return format.encode(orderedTopic, key);
    }

    @Override
    public byte[] value(SpecificRecord value) {
        return format.encode(orderedTopic, value);
    }

    @Override
    public <T extends SpecificRecord> T read(byte[] value, Class<T> type) throws WireException {
        return format.decode(value, type);
    }
}
