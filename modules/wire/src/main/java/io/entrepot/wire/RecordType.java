package io.entrepot.wire;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The records that keys and values of the topics can be. */
public enum RecordType {
    RECORD_KEY(RecordKey.class, RecordKey.SCHEMA$),
    JOURNAL_KEY(JournalKey.class, JournalKey.SCHEMA$),
    RECEIPT_KEY(ReceiptKey.class, ReceiptKey.SCHEMA$),
    CONTROL_KEY(ControlKey.class, ControlKey.SCHEMA$),
    IMAGE_OPENED(ImageOpened.class, ImageOpened.SCHEMA$),
    NEW_BLOCKS(NewBlocks.class, NewBlocks.SCHEMA$),
    KNOWN_BLOCKS(KnownBlocks.class, KnownBlocks.SCHEMA$),
    IMAGE_SEALED(ImageSealed.class, ImageSealed.SCHEMA$),
    IMAGE_ABORTED(ImageAborted.class, ImageAborted.SCHEMA$),
    TURN_STARTED(TurnStarted.class, TurnStarted.SCHEMA$),
    PLACED_BLOCKS(PlacedBlocks.class, PlacedBlocks.SCHEMA$),
    DEFERRED_BLOCKS(DeferredBlocks.class, DeferredBlocks.SCHEMA$),
    TURN_PARKED(TurnParked.class, TurnParked.SCHEMA$),
    JOURNAL_ENTRY(JournalEntry.class, JournalEntry.SCHEMA$),
    RECEIPT(Receipt.class, Receipt.SCHEMA$),
    CONTROL_ORDER(ControlOrder.class, ControlOrder.SCHEMA$),
    RECALL_STARTED(RecallStarted.class, RecallStarted.SCHEMA$),
    REPLAY_STARTED(ReplayStarted.class, ReplayStarted.SCHEMA$);

    private static final Map<String, RecordType> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(RecordType::fullName, Function.identity()));

    private final Class<? extends SpecificRecord> recordClass;
    private final Schema schema;

    RecordType(Class<? extends SpecificRecord> recordClass, Schema schema) {
        this.recordClass = recordClass;
        this.schema = schema;
    }

    /** The generated class. */
    public Class<? extends SpecificRecord> recordClass() {
        return recordClass;
    }

    /** The schema this build writes, and reads older and newer ones into. */
    public Schema schema() {
        return schema;
    }

    /** Namespace and name, as they stand in subjects. */
    public String fullName() {
        return schema.getFullName();
    }

    /**
     * The schema as it is registered: without the property by which Avro's generator notes that our strings are Java's,
     * so that it is the text of {@code schemas/} to everybody else.
     */
    String schemaText() {
        return schema.toString().replace(",\"avro.java.string\":\"String\"", "");
    }

    /** Whether records of this type cover a range of their image, and begin with its length. */
    public boolean covers() {
        return this == NEW_BLOCKS || this == KNOWN_BLOCKS || this == PLACED_BLOCKS || this == DEFERRED_BLOCKS;
    }

    /** Bytes of a record of this type in its wire form, at most. */
    int bytesMax() {
        return isKey() ? Limits.KEY_BYTES_MAX : Limits.VALUE_BYTES_MAX;
    }

    /** Whether this is a key of a topic, not a value. */
    public boolean isKey() {
        return this == RECORD_KEY || this == JOURNAL_KEY || this == RECEIPT_KEY || this == CONTROL_KEY;
    }

    /** The type of this full name, or null. */
    static RecordType byFullName(String fullName) {
        return BY_NAME.get(fullName);
    }

    /** The type of a record of ours. */
    public static RecordType of(SpecificRecord record) {
        RecordType type = BY_NAME.get(record.getSchema().getFullName());
        if (type == null) {
            throw new IllegalArgumentException(record.getSchema().getFullName()
                    + " is not a record of Entrepot's topics");
        }
        return type;
    }
}
