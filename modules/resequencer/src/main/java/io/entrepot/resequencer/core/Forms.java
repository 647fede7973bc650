package io.entrepot.resequencer.core;

import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import org.apache.avro.specific.SpecificRecord;

/** The wire form of records, as the ordered topic has it. A function of its arguments. */
public interface Forms {

    byte[] key(RecordKey key);

    /** @throws IllegalArgumentException when the record breaks a rule that readers hold it to */
    byte[] value(SpecificRecord value);

    /** @throws WireException when the bytes are not such a record, or break a rule */
    <T extends SpecificRecord> T read(byte[] value, Class<T> type) throws WireException;
}
