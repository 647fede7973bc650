package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.entrepot.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads an interim topic and rebuilds its images, knowing nothing but the schemas: generic Avro, zstd, SHA-256. Holds
 * what it reads to the invariants, by letter.
 */
final class InterimReader {

    /** A generation as it stands on the topic. */
    static final class Rebuilt {
        final String image;
        final String generation;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chain = new byte[32];
        boolean sealed;
        String aborted;
        /** Interim offsets of the NewBlocks records that carry what it refers to. */
        final Set<Long> refersTo = new HashSet<>();
        GenericRecord opened;
        int partition;
        long openedAt;

        Rebuilt(String image, String generation) {
            this.image = image;
            this.generation = generation;
        }
    }

    /** Where a NewBlocks record is. */
    record Published(String image, long offset, long interimOffset, long length, ByteBuffer firstDigest) {
    }

    private record Carried(byte[] bytes, long interimOffset) {
    }

    private final SchemaRegistry registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, Carried> carried = new HashMap<>();
    private final Map<String, Integer> timesPublished = new HashMap<>();
    final Map<String, Rebuilt> generations = new LinkedHashMap<>();
    final List<Published> published = new ArrayList<>();
    long newBytes;

    private InterimReader(SchemaRegistry registry) {
        this.registry = registry;
    }

    static InterimReader read(String bootstrapServers, SchemaRegistry registry, String topic) throws Exception {
        settle(bootstrapServers);
        var reader = new InterimReader(registry);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "isolation.level",
                "read_committed",
                "key.deserializer", ByteArrayDeserializer.class, "value.deserializer", ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    reader.take(record);
                }
            }
        }
        return reader;
    }

    /** Kafka answers when the end of a transaction is decided; readers see it when every partition has its marker. */
    private static void settle(String bootstrapServers) {
        var ending = new ListTransactionsOptions().filterStates(Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(2))
                    .until(() -> admin.listTransactions(ending).all().get().isEmpty());
        }
    }

    /** How many blocks were published more than once on a partition. */
    long publishedAgain() {
        return timesPublished.values().stream().filter(times -> times > 1).count();
    }

    /** The sealed generations of an image. */
    List<Rebuilt> sealed(String image) {
        return generations.values().stream().filter(one -> one.image.equals(image) && one.sealed).toList();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        GenericRecord key = decode(record.key());
        String image = key.get("image").toString();
        String generation = key.get("generation").toString();
        GenericRecord value = decode(record.value());
        if (value.getSchema().getName().equals("ImageOpened")) {
            var opened = new Rebuilt(image, generation);
            opened.opened = value;
            opened.partition = record.partition();
            opened.openedAt = record.offset();
            assertThat(generations.put(image + "/" + generation, opened)).as("a generation is opened once").isNull();
            return;
        }
        Rebuilt rebuilt = generations.get(image + "/" + generation);
        assertThat(rebuilt).as("opened first").isNotNull();
        assertThat(key.get("offset")).as("C: back to back").isEqualTo((long) rebuilt.bytes.size());
        assertThat(rebuilt.sealed || rebuilt.aborted != null).as("nothing behind the last record").isFalse();
        switch (value.getSchema().getName()) {
            case "NewBlocks" -> newBlocks(rebuilt, value, record);
            case "KnownBlocks" -> knownBlocks(rebuilt, value, record.partition());
            case "ImageSealed" -> sealed(rebuilt, value);
            case "ImageAborted" -> rebuilt.aborted = value.get("reason").toString();
            default -> throw new AssertionError(value.getSchema().getName());
        }
    }

    private void newBlocks(Rebuilt rebuilt, GenericRecord value, ConsumerRecord<byte[], byte[]> record) {
        long length = (long) value.get("length");
        byte[] payload = bytes(value.get("payload"));
        byte[] blocks = (int) value.get("codec") == 0 ? payload : Zstd.decompress(payload, (int) length);
        assertThat(blocks).hasSize((int) length);
        byte[] digests = bytes(value.get("digests"));
        published.add(new Published(rebuilt.image, rebuilt.bytes.size(), record.offset(), length,
                ByteBuffer.wrap(digests, 0, 32)));
        int at = 0;
        int block = 0;
        for (Object blockLength : (List<?>) value.get("lengths")) {
            byte[] bytes = Arrays.copyOfRange(blocks, at, at + (int) blockLength);
            byte[] digest = Arrays.copyOfRange(digests, 32 * block, 32 * ++block);
            assertThat(sha256(bytes)).as("F: digest").isEqualTo(digest);
            timesPublished.merge(record.partition() + "/" + Arrays.toString(digest), 1, Integer::sum);
            carried.put(record.partition() + "/" + rebuilt.image + "/" + rebuilt.generation + "/"
                    + rebuilt.bytes.size(), new Carried(bytes, record.offset()));
            append(rebuilt, bytes);
            at += (int) blockLength;
        }
        assertThat(at).isEqualTo((int) length);
        newBytes += length;
    }

    private void knownBlocks(Rebuilt rebuilt, GenericRecord value, int partition) {
        long before = rebuilt.bytes.size();
        List<?> carriers = (List<?>) value.get("carriers");
        for (Object each : (List<?>) value.get("extents")) {
            GenericRecord extent = (GenericRecord) each;
            if (extent.getSchema().getName().equals("ZeroRun")) {
                rebuilt.bytes.writeBytes(new byte[(int) (long) extent.get("length")]);
                continue;
            }
            GenericRecord carrier = (GenericRecord) carriers.get((int) extent.get("carrier"));
            long at = (long) extent.get("carrierOffset");
            for (Object length : (List<?>) extent.get("lengths")) {
                Carried block = carried.get(partition + "/" + carrier.get("image") + "/" + carrier.get("generation")
                        + "/" + at);
                assertThat(block).as("A: a reference stands after its carrier's record").isNotNull();
                assertThat(block.bytes()).hasSize((int) length);
                append(rebuilt, block.bytes());
                rebuilt.refersTo.add(block.interimOffset());
                at += (int) length;
            }
        }
        assertThat(rebuilt.bytes.size() - before).isEqualTo(value.get("length"));
    }

    private static void append(Rebuilt rebuilt, byte[] bytes) {
        rebuilt.chain = sha256(ByteBuffer.allocate(76).put(rebuilt.chain).putLong(rebuilt.bytes.size())
                .putInt(bytes.length)
                .put(sha256(bytes)).array());
        rebuilt.bytes.writeBytes(bytes);
    }

    private static void sealed(Rebuilt rebuilt, GenericRecord value) {
        byte[] seal = sha256(ByteBuffer.allocate(40).put(rebuilt.chain).putLong(rebuilt.bytes.size()).array());
        assertThat(bytes(value.get("chain"))).as("F: chain").isEqualTo(seal);
        assertThat(value.get("size")).isEqualTo((long) rebuilt.bytes.size());
        rebuilt.sealed = true;
    }

    private GenericRecord decode(byte[] wire) throws IOException {
        var buffer = ByteBuffer.wrap(wire);
        assertThat(buffer.get()).as("magic").isZero();
        Schema schema = schemas.computeIfAbsent(buffer.getInt(), id -> new Schema.Parser().parse(registry.schema(id)));
        return new GenericDatumReader<GenericRecord>(schema).read(null,
                DecoderFactory.get().binaryDecoder(wire, 5, wire.length - 5, null));
    }

    private static byte[] bytes(Object field) {
        var buffer = ((ByteBuffer) field).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
