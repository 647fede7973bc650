package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.RefusedException;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the receipts of a destination in a thread of its own, until it has said its last of what is sent or is closed. */
final class DeliveryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    /** As soon as a person notices that it does not end. */
    private static final Duration POLL = Duration.ofMillis(500);
    /** A client whose broker is gone can hang; nothing is owed to it. */
    private static final long CLOSE_MS = 5_000;

    private final KafkaSettings kafka;
    private final String topic;
    private final WireFormat wire;
    private final Deliveries deliveries;
    private final Thread thread = new Thread(this::run, "entrepot-send-wait");
    private volatile boolean closed;

    /** Begins. */
    DeliveryWatch(KafkaSettings kafka, FleetTopics fleet, String destination, SchemaRegistry registry, Deliveries deliveries) {
        this.kafka = kafka;
        this.topic = fleet.receipts(destination);
        this.wire = new WireFormat(registry);
        this.deliveries = deliveries;
        thread.setDaemon(true);
        thread.start();
    }

    /** Its client is closed when this returns, or soon after if it hangs. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws RefusedException when the fleet has no such destination */
    static void check(TopicAdmin admin, FleetTopics fleet, String destination) {
        if (!admin.destinations(fleet).contains(destination)) {
            throw new RefusedException("The fleet " + fleet.fleet() + " has no destination " + destination
                    + " to wait for: start its parts, or make its topics with entrepot topics create --destination.");
        }
    }

    private void run() {
        try {
            follow();
        } catch (KafkaException e) {
            deliveries.lost(new RefusedException("What was sent is sent, but the receipts on " + topic + " cannot be read: " + e.getMessage()
                    + ". entrepot status shows how far they are.", e));
        } catch (RuntimeException e) {
            deliveries.lost(e);
        }
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.reader("entrepot-send-wait"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            boolean caughtUp = false;
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                if (!caughtUp && partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                    deliveries.caughtUp();
                    caughtUp = true;
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            deliveries.take(wire.decode(record.key(), ReceiptKey.class), wire.decode(record.value(), Receipt.class));
        } catch (WireException e) {
            LOG.atWarn().addKeyValue("topic", topic).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage()).log("Receipt passed over");
        }
    }
}
