package io.entrepot.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.specific.SpecificData;

/**
 * The classes that a schema's names may lead to: ours, which stand in a table. Avro would load any class a schema names
 * and therefore asks for a process-wide list of those to trust; with the table there is nothing to load and no such
 * list to set. (Extending is how Avro's model is told.)
 */
final class OurRecords extends SpecificData {

    static final OurRecords DATA = new OurRecords();

    private final Map<String, Class<?>> classes = new HashMap<>();

    private OurRecords() {
        addLogicalTypeConversion(new TimestampMillisConversion());
        for (RecordType type : RecordType.values()) {
            classes.put(type.fullName(), type.recordClass());
        }
        classes.put(Carrier.SCHEMA$.getFullName(), Carrier.class);
        classes.put(KnownRun.SCHEMA$.getFullName(), KnownRun.class);
        classes.put(ZeroRun.SCHEMA$.getFullName(), ZeroRun.class);
        classes.put(PlacedRun.SCHEMA$.getFullName(), PlacedRun.class);
        classes.put(PublishedRun.SCHEMA$.getFullName(), PublishedRun.class);
        classes.put(Fingerprint.SCHEMA$.getFullName(), Fingerprint.class);
        classes.put(JournalState.SCHEMA$.getFullName(), JournalState.class);
        classes.put(ControlSubject.SCHEMA$.getFullName(), ControlSubject.class);
        classes.put(ControlVerb.SCHEMA$.getFullName(), ControlVerb.class);
        classes.put(ReceiptState.SCHEMA$.getFullName(), ReceiptState.class);
    }

    @Override
    public Class<?> getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }
}
