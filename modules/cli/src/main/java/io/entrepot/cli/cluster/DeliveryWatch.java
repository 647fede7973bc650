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
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the receipts of a destination until it has said its last of what was sent. */
final class DeliveryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    /** As soon as a person notices that Ctrl-C was not heard. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings kafka;
    private final String topic;
    private final WireFormat wire;

    DeliveryWatch(KafkaSettings kafka, FleetTopics fleet, String destination, SchemaRegistry registry) {
        this.kafka = kafka;
        topic = fleet.receipts(destination);
        wire = new WireFormat(registry);
    }

    /** @throws RefusedException when the fleet has no such destination */
    static void check(TopicAdmin admin, FleetTopics fleet, String destination) {
        if (!admin.destinations(fleet).contains(destination)) {
            throw new RefusedException("The fleet " + fleet.fleet() + " has no destination " + destination
                    + " to wait for: start its parts, or make its topics with entrepot topics create --destination.");
        }
    }

    /**
     * Waits.
     *
     * @param stopped whether to give up
     * @throws RefusedException when Kafka does not let it
     */
    void await(Deliveries deliveries, BooleanSupplier stopped, Deliveries.Listener listener) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.reader("entrepot-send-wait"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            boolean settled = false;
            while (!deliveries.isComplete() && !stopped.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    boolean earlier = record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
                    take(record, earlier ? deliveries::takeEarlier : (key, receipt) -> deliveries.take(key, receipt, listener));
                }
                if (!settled && partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                    deliveries.settle(listener);
                    settled = true;
                }
            }
        } catch (KafkaException e) {
            throw new RefusedException("Everything was sent, but the receipts on " + topic + " cannot be read: " + e.getMessage()
                    + ". entrepot status shows how far they are.", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, BiConsumer<ReceiptKey, Receipt> taker) {
        if (record.value() == null) {
            return;
        }
        try {
            taker.accept(wire.decode(record.key(), ReceiptKey.class), wire.decode(record.value(), Receipt.class));
        } catch (WireException e) {
            LOG.atWarn().addKeyValue("topic", topic).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage()).log("Receipt passed over");
        }
    }
}
