package io.entrepot.systemtests.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads Confluent's wire format (a zero, the schema's id in four bytes, Avro binary) by the schema it was written with. */
final class Decoder {

    private static final int PREFIX_BYTES = 5;
    private static final String SOURCE_OFFSET_HEADER = "entrepot-interim-offset";

    private final SchemaSource schemas;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

    Decoder(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /** A record that cannot be read has a fault in place of key and value. */
    Entry decode(ConsumerRecord<byte[], byte[]> record) {
        GenericRecord key = null;
        GenericRecord value = null;
        long sourceOffset = Entry.NO_SOURCE;
        String fault = null;
        try {
            key = read(record.key());
            value = record.value() == null ? null : read(record.value());
            Header source = record.headers().lastHeader(SOURCE_OFFSET_HEADER);
            sourceOffset = source == null ? sourceOffset : Long.parseLong(new String(source.value(), StandardCharsets.US_ASCII));
        } catch (IOException | RuntimeException e) {
            // Avro has many ways to say that bytes are not a record.
            key = null;
            fault = String.valueOf(e.getMessage());
        }
        return new Entry(record.offset(), key, value, Sha256.of(record.value()),
                record.value() == null ? 0 : record.value().length, sourceOffset, fault);
    }

    private GenericRecord read(byte[] bytes) throws IOException {
        if (bytes == null || bytes.length < PREFIX_BYTES || bytes[0] != 0) {
            throw new IllegalArgumentException("not in the registry's wire format");
        }
        GenericDatumReader<GenericRecord> reader = reader(ByteBuffer.wrap(bytes).getInt(1));
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES, null));
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        return readers.computeIfAbsent(id, unknown -> {
            String schema = schemas.schema(unknown);
            if (schema == null) {
                throw new IllegalArgumentException("schema id " + unknown + " is not registered");
            }
            return new GenericDatumReader<>(new Schema.Parser().parse(schema));
        });
    }
}
