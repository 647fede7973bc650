package io.entrepot.wire;

import io.entrepot.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to bytes and back, in Confluent's wire format: a zero byte, the schema's id in four bytes, the Avro body.
 * Safe for use by several threads.
 */
public final class WireFormat {

    /** Bytes in front of the body. */
    public static final int PREFIX_BYTES = 5;

    private static final byte MAGIC = 0;

    private record Subject(String topic, RecordType type) {

        String name() {
            return subject(topic, type);
        }
    }

    private final SchemaRegistry registry;
    private final WriterSchemas writerSchemas;
    private final Map<Subject, Integer> ids = new ConcurrentHashMap<>();
    private final Map<RecordType, RecordWriter> writers = new EnumMap<>(RecordType.class);

    public WireFormat(SchemaRegistry registry) {
        this.registry = registry;
        this.writerSchemas = new WriterSchemas(registry);
        for (RecordType type : RecordType.values()) {
            writers.put(type, new RecordWriter(type));
        }
    }

    /**
     * @param topic the topic the record is meant for; with the record's name it makes the subject of its schema, which
     *              is registered the first time
     * @throws IllegalArgumentException               when the record breaks a rule that readers hold it to
     * @throws io.entrepot.registry.RegistryException when the schema cannot be registered
     */
    public byte[] encode(String topic, SpecificRecord record) {
        RecordType type = RecordType.of(record);
        try {
            Rules.check(record);
        } catch (WireException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        byte[] bytes = writers.get(type).write(record, PREFIX_BYTES);
        if (bytes.length > type.bytesMax()) {
            throw new IllegalArgumentException(tooLarge(type, bytes.length));
        }
        Subject subject = new Subject(topic, type);
        int id = ids.computeIfAbsent(subject, s -> registry.register(s.name(), type.schemaText()));
        ByteBuffer.wrap(bytes).put(MAGIC).putInt(id);
        return bytes;
    }

    /**
     * Decodes and validates whatever record of ours this is. Byte fields, the payload among them, are views of
     * {@code bytes}, which must not be changed while the record is in use.
     *
     * @throws WireException                          when it is none, or one that breaks a rule
     * @throws io.entrepot.registry.RegistryException when the registry cannot be asked, which says nothing about the
     *                                                record, or knows neither this one's schema nor any key's so far
     */
    public SpecificRecord decode(byte[] bytes) throws WireException {
        RecordReader reader = reader(bytes);
        SpecificRecord record = reader.read(bytes, PREFIX_BYTES);
        Rules.check(record);
        if (reader.type().isKey()) {
            writerSchemas.vouched();
        }
        return record;
    }

    /** As {@link #decode(byte[])}, and refuses a record of another type before its body is read. */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) throws WireException {
        RecordReader reader = reader(bytes);
        if (reader.type().recordClass() != type) {
            throw new WireException("The record is of type " + reader.type().schema().getName() + ", and one of type "
                    + type.getSimpleName() + " was expected.");
        }
        return type.cast(decode(bytes));
    }

    /**
     * Reads the type and the leading length only; the rest may still turn out to be damaged.
     *
     * @throws WireException                          when the leading bytes are not those of a record of ours
     * @throws io.entrepot.registry.RegistryException when the registry cannot be asked, which says nothing about the
     *                                                record
     */
    public Peek peek(byte[] bytes) throws WireException {
        RecordReader reader = reader(bytes);
        RecordType type = reader.type();
        if (!type.covers()) {
            return new Peek(type, 0);
        }
        long length = reader.lengthLeads()
                ? reader.length(bytes, PREFIX_BYTES) : Rules.length(reader.read(bytes, PREFIX_BYTES));
        Rules.checkLength(type, length);
        return new Peek(type, length);
    }

    /** Where the type's schema is registered for the topic: Confluent's TopicRecordNameStrategy. */
    static String subject(String topic, RecordType type) {
        return topic + "-" + type.fullName();
    }

    private RecordReader reader(byte[] bytes) throws WireException {
        if (bytes == null) {
            throw new WireException("There is no record, only an empty place.");
        }
        if (bytes.length < PREFIX_BYTES || bytes[0] != MAGIC) {
            throw new WireException("This is not a record in Confluent's wire format.");
        }
        RecordReader reader = writerSchemas.reader(ByteBuffer.wrap(bytes).getInt(1));
        if (bytes.length > reader.type().bytesMax()) {
            throw new WireException(tooLarge(reader.type(), bytes.length));
        }
        return reader;
    }

    private static String tooLarge(RecordType type, int bytes) {
        return Rules.subject(type.schema().getName()) + " has " + bytes + " bytes, more than " + type.bytesMax() + ".";
    }
}
