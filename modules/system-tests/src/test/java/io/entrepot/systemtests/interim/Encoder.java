package io.entrepot.systemtests.interim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Makes records in the registry's wire format, by the schemas that a copy has registered, and with whatever content. */
final class Encoder {

    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /** @param file of the registry that {@code copy} keeps in its interim directory */
    Encoder(Path file) {
        try {
            for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(file.toFile()).path("schemas").properties()) {
                Schema schema = new Schema.Parser().parse(entry.getValue().toString());
                schemas.put(schema.getName(), schema);
                ids.put(schema.getName(), Integer.valueOf(entry.getKey()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record of this type; fields that are not named have their defaults. */
    GenericRecord record(String type, Map<String, Object> fields) {
        Schema schema = schemas.get(type);
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            }
        }
        fields.forEach(record::put);
        return record;
    }

    /** A record of a type that is defined within another: the field's array holds it, alone or in a union. */
    GenericRecord nested(String type, String field, String name, Map<String, Object> fields) {
        Schema element = schemas.get(type).getField(field).schema().getElementType();
        Schema schema = element.isUnion()
                ? element.getTypes().stream().filter(each -> each.getName().equals(name)).findFirst().orElseThrow() : element;
        GenericRecord record = new GenericData.Record(schema);
        fields.forEach(record::put);
        return record;
    }

    byte[] key(String image, String generation, long offset) {
        return encode(record("RecordKey", Map.of("image", image, "generation", generation, "offset", offset)));
    }

    byte[] encode(GenericRecord record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(prefix(record.getSchema().getName()));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a record of this type was ever sent. */
    boolean knows(String type) {
        return ids.containsKey(type);
    }

    /** What stands before the Avro binary of a record of this type. */
    byte[] prefix(String type) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(ids.get(type)).array();
    }
}
