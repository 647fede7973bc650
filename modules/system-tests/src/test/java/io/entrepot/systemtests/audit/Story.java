package io.entrepot.systemtests.audit;

import io.entrepot.systemtests.audit.Entry.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Records for the auditor, made by hand from the schemas at the top of the repository. */
final class Story {

    static final int BLOCK_BYTES = 4096;
    private static final Map<String, Schema> SCHEMAS = schemas();

    private Story() {
    }

    /** A block whose bytes are all {@code fill}. */
    static Block block(int fill) {
        return new Block(BLOCK_BYTES, Sha256.of(bytes(fill)));
    }

    static byte[] bytes(int... fills) {
        byte[] bytes = new byte[fills.length * BLOCK_BYTES];
        for (int i = 0; i < fills.length; i++) {
            Arrays.fill(bytes, i * BLOCK_BYTES, (i + 1) * BLOCK_BYTES, (byte) fills[i]);
        }
        return bytes;
    }

    static Entry opened(long offset, String image, String generation, long size) {
        return entry(offset, image, generation, 0, record("ImageOpened", Map.of("size", size, "agent", "a", "chunker", 1,
                "priority", 0, "mode", 420, "modifiedAtNs", 0L, "openedAt", 0L)));
    }

    /** A record whose blocks are said to be {@code fills} and whose payload is {@code payload}. */
    static Entry newBlocks(long offset, String image, String generation, long at, byte[] payload, int... fills) {
        GenericRecord value = record("NewBlocks", Map.of("length", (long) fills.length * BLOCK_BYTES, "codec", 0,
                "lengths", lengths(fills), "digests", digests(fills), "payload", ByteBuffer.wrap(payload)));
        return entry(offset, image, generation, at, value);
    }

    static Entry newBlocks(long offset, String image, String generation, long at, int... fills) {
        return newBlocks(offset, image, generation, at, bytes(fills), fills);
    }

    static Entry known(long offset, String image, String generation, long at, String carrier, long carrierAt, int... fills) {
        return entry(offset, image, generation, at, runs("KnownBlocks", "KnownRun", carrier,
                Map.of("carrierOffset", carrierAt, "lengths", lengths(fills), "digests", digests(fills)), fills.length));
    }

    static Entry placed(long offset, String image, String generation, long at, String carrier, long carrierAt,
            long interimOffset, int... fills) {
        return entry(offset, image, generation, at, runs("PlacedBlocks", "PlacedRun", carrier, Map.of("carrierOffset", carrierAt,
                "interimOffset", interimOffset, "lengths", lengths(fills), "digests", digests(fills)), fills.length));
    }

    private static GenericRecord runs(String type, String runType, String carrier, Map<String, Object> fields, int blocks) {
        GenericRecord value = new GenericData.Record(SCHEMAS.get(type));
        Schema run = value.getSchema().getField("extents").schema().getElementType().getTypes().stream()
                .filter(schema -> schema.getName().equals(runType)).findFirst().orElseThrow();
        GenericRecord extent = new GenericData.Record(run);
        fields.forEach(extent::put);
        extent.put("carrier", 0);
        GenericRecord from = new GenericData.Record(value.getSchema().getField("carriers").schema().getElementType());
        from.put("image", "x");
        from.put("generation", carrier);
        value.put("length", (long) blocks * BLOCK_BYTES);
        value.put("carriers", List.of(from));
        value.put("extents", List.of(extent));
        return value;
    }

    static Entry sealed(long offset, String image, String generation, byte[] seal, long size, long newBytes, long knownBytes) {
        return entry(offset, image, generation, size, record("ImageSealed", Map.of("size", size, "chain", ByteBuffer.wrap(seal),
                "zeroBytes", size - newBytes - knownBytes, "newBytes", newBytes, "knownBytes", knownBytes)));
    }

    static Entry turn(long offset, String image, String generation, int turn, long ordinal, long cursor) {
        return entry(offset, image, generation, cursor,
                record("TurnStarted", Map.of("turn", turn, "ordinal", ordinal, "interimTopicId", "t")));
    }

    static Entry deferred(long offset, String image, String generation, long at, long length, long interimOffset) {
        return entry(offset, image, generation, at, record("DeferredBlocks", Map.of("length", length, "interimOffset", interimOffset)));
    }

    static Entry recall(long offset, String image, String generation) {
        return entry(offset, image, generation, 0, record("RecallStarted", Map.of("recall", "r", "ordinal", 0L, "interimTopicId", "t", "size", 0L,
                "priority", 0, "afterTurn", 1)));
    }

    static Entry parked(long offset, String image, String generation, int turn, long cursor) {
        return entry(offset, image, generation, cursor, record("TurnParked", Map.of("turn", turn, "reason", "silent")));
    }

    /** The interim record as it is forwarded. */
    static Entry forwarded(Entry entry, long offset) {
        return new Entry(offset, entry.key(), entry.value(), entry.valueDigest(), entry.valueBytes(), entry.offset(), null);
    }

    private static Entry entry(long offset, String image, String generation, long at, GenericRecord value) {
        GenericRecord key = record("RecordKey", Map.of("image", image, "generation", generation, "offset", at));
        return new Entry(offset, key, value, Sha256.of(value.toString().getBytes(StandardCharsets.UTF_8)), 100, Entry.NO_SOURCE, null);
    }

    static GenericRecord record(String type, Map<String, Object> fields) {
        GenericRecord record = new GenericData.Record(SCHEMAS.get(type));
        fields.forEach(record::put);
        return record;
    }

    private static List<Integer> lengths(int... fills) {
        return Collections.nCopies(fills.length, BLOCK_BYTES);
    }

    private static ByteBuffer digests(int... fills) {
        ByteBuffer digests = ByteBuffer.allocate(fills.length * Sha256.BYTES);
        for (int fill : fills) {
            digests.put(block(fill).digest().duplicate());
        }
        return digests.flip();
    }

    private static Map<String, Schema> schemas() {
        Schema.Parser parser = new Schema.Parser();
        Map<String, Schema> schemas = new HashMap<>();
        // KnownBlocks first: it defines what PlacedBlocks refers to.
        Stream.of("KnownBlocks", "ImageOpened", "NewBlocks", "ImageSealed", "ImageAborted", "PlacedBlocks", "DeferredBlocks",
                "TurnStarted", "TurnParked", "RecallStarted", "RecordKey", "JournalEntry", "Receipt").forEach(name -> {
                    try {
                        schemas.put(name, parser.parse(Files.readString(Path.of("../../schemas/" + name + ".avsc"))));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return schemas;
    }
}
