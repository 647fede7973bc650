package io.entrepot.monitor;

import static org.awaitility.Awaitility.await;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlSubject;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalKey;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A fleet's topics on a broker, and a hand that writes what the parts would. */
final class Port implements AutoCloseable {

    static final int PARTITIONS = 2;

    final FleetTopics topics;
    final KafkaSettings kafka;
    final SchemaRegistry registry;
    final WireFormat wire;
    final TopicAdmin admin;
    long nowMs = System.currentTimeMillis();
    private final String transactionalId;
    private final Admin kafkaAdmin;
    private final KafkaProducer<byte[], byte[]> producer;

    Port(EmbeddedBroker broker, Path directory, String fleet) {
        topics = new FleetTopics(fleet);
        kafka = KafkaSettings.of(broker.bootstrapServers());
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        wire = new WireFormat(registry);
        admin = new TopicAdmin(kafka);
        admin.ensureFleet(topics, PARTITIONS, (short) 1);
        transactionalId = topics.agentTransactionalId("hand");
        kafkaAdmin = Admin.create(kafka.admin());
        producer = new KafkaProducer<>(kafka.producer(transactionalId));
        producer.initTransactions();
    }

    FleetMonitor monitor(Optional<String> destination) {
        return monitor(destination, MonitorSettings.JOURNAL_BYTES_DEFAULT);
    }

    FleetMonitor monitor(Optional<String> destination, long journalBytesMax) {
        return new FleetMonitor(new MonitorSettings(topics.fleet(), destination, journalBytesMax), kafka, registry, () -> nowMs);
    }

    /** In one transaction. */
    void committed(Runnable writes) {
        producer.beginTransaction();
        writes.run();
        producer.commitTransaction();
        settle();
    }

    /** In one transaction that comes to nothing. */
    void aborted(Runnable writes) {
        producer.beginTransaction();
        writes.run();
        producer.flush();
        producer.abortTransaction();
        settle();
    }

    /** Kafka answers when the end is decided; readers see it when every partition has its marker. */
    private void settle() {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            TransactionState state = kafkaAdmin.describeTransactions(List.of(transactionalId)).description(transactionalId).get().state();
            return state == TransactionState.COMPLETE_COMMIT || state == TransactionState.COMPLETE_ABORT;
        });
    }

    void journal(int partition, JournalEntry entry) {
        send(topics.journal(), partition, new JournalKey("agent-7"), entry);
    }

    void receipt(String destination, int partition, ReceiptKey key, Receipt receipt) {
        send(topics.receipts(destination), partition, key, receipt);
    }

    void order(String glob, ControlVerb verb) {
        committed(() -> send(topics.control(), 0, new ControlKey(ControlSubject.IMAGES, glob), new ControlOrder(verb, null, "me", Instant.EPOCH)));
    }

    void interim(int partition, RecordKey key, SpecificRecord value) {
        send(topics.interim(), partition, key, value);
    }

    /** With a value that no version knows. */
    void interim(int partition, RecordKey key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.interim(), partition, nowMs, wire.encode(topics.interim(), key), value));
    }

    void ordered(String destination, int partition, RecordKey key, SpecificRecord value) {
        send(topics.ordered(destination), partition, key, value);
    }

    /** Gives a group its first position. */
    void position(String group, String topic, int partition, long offset) {
        Map<TopicPartition, Long> position = new HashMap<>();
        position.put(new TopicPartition(topic, partition), offset);
        admin.ensurePositions(group, position);
    }

    private void send(String topic, int partition, SpecificRecord key, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, partition, nowMs, wire.encode(topic, key), wire.encode(topic, value)));
    }

    @Override
    public void close() {
        producer.close();
        kafkaAdmin.close();
        admin.close();
        registry.close();
    }
}
