package io.entrepot.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records in a transaction, and reads their lengths back. */
final class Records {

    private static final TopicPartition PARTITION = new TopicPartition("records", 0);

    /** Far above what a busy machine takes for a record. */
    private static final int PATIENCE_MS = 300_000;
    private static final int HASTE_MS = 1_000;
    /** Without a bound a producer waits for ever to abort at a broker that has died. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private Records() {
    }

    static void create(EmbeddedBroker broker, Map<String, String> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1).configs(settings))).all().get();
        }
    }

    static void send(EmbeddedBroker broker, int... lengths) throws ExecutionException, InterruptedException {
        KafkaProducer<byte[], byte[]> producer = begin(broker.bootstrapServers(), "records", PATIENCE_MS, lengths);
        try {
            producer.commitTransaction();
        } finally {
            producer.close(CLOSE_TIMEOUT);
        }
    }

    /** Sends records to a broker that may die of them, whose client does not wait long for it. */
    static void tryToSend(EmbeddedBroker broker, int... lengths) throws InterruptedException {
        try {
            begin(broker.bootstrapServers(), "records", HASTE_MS, lengths).close(Duration.ZERO);
        } catch (ExecutionException | KafkaException e) {
            // As was to be expected.
        }
    }

    /** Sends records in a transaction that is left open. */
    static Producer<byte[], byte[]> leaveOpen(String server, int... lengths) throws ExecutionException, InterruptedException {
        return begin(server, "left-open", PATIENCE_MS, lengths);
    }

    /** Lengths of all that a reader of committed records finds before the end that it is told first. */
    static List<Integer> committed(EmbeddedBroker broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            List<Integer> lengths = new ArrayList<>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> lengths.add(record.value().length));
            }
            return lengths;
        }
    }

    private static KafkaProducer<byte[], byte[]> begin(String server, String id, int patienceMs, int... lengths)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", server);
        settings.put("transactional.id", id);
        settings.put("transaction.timeout.ms", 60_000);
        settings.put("max.request.size", 8 << 20);
        settings.put("request.timeout.ms", Math.min(patienceMs, 30_000));
        settings.put("linger.ms", 0);
        settings.put("delivery.timeout.ms", patienceMs);
        settings.put("max.block.ms", patienceMs);
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            producer.beginTransaction();
            for (int length : lengths) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), new byte[length])).get();
            }
            return producer;
        } catch (ExecutionException | RuntimeException e) {
            producer.close(patienceMs == HASTE_MS ? Duration.ZERO : CLOSE_TIMEOUT);
            throw e;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedBroker broker) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        return consumer;
    }
}
