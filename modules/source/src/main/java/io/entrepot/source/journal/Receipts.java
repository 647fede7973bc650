package io.entrepot.source.journal;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the receipts of all destinations of a fleet. */
public final class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    /** Stands where a destination's name does, to learn what is around it. */
    private static final String ANY = "any";

    private final Consumer<byte[], byte[]> consumer;
    private final FleetTopics topics;
    private final WireFormat wire;

    /** @param consumer reads committed records only; left open */
    public Receipts(Consumer<byte[], byte[]> consumer, FleetTopics topics, WireFormat wire) {
        this.consumer = consumer;
        this.topics = topics;
        this.wire = wire;
    }

    /**
     * @param generations those of which one wants to know whether they were delivered
     * @param stopped     whether to give up
     */
    public Verdicts read(Set<String> generations, BooleanSupplier stopped) {
        var verdicts = new Verdicts();
        Map<TopicPartition, Long> from = new HashMap<>();
        for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics().entrySet()) {
            if (isReceipts(topic.getKey())) {
                topic.getValue().forEach(part -> from.put(new TopicPartition(part.topic(), part.partition()), 0L));
            }
        }
        if (!from.isEmpty()) {
            consumer.assign(from.keySet());
            consumer.beginningOffsets(from.keySet()).forEach(from::put);
            ToTheEnd.read(consumer, from, consumer.endOffsets(from.keySet()), stopped,
                    record -> take(record, generations, verdicts));
        }
        return verdicts;
    }

    private boolean isReceipts(String topic) {
        String pattern = topics.receipts(ANY);
        int at = pattern.lastIndexOf(ANY);
        String prefix = pattern.substring(0, at);
        String suffix = pattern.substring(at + ANY.length());
        return topic.length() > prefix.length() + suffix.length() && topic.startsWith(prefix) && topic.endsWith(suffix)
                && topic.substring(prefix.length(), topic.length() - suffix.length()).indexOf('.') < 0;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Set<String> generations, Verdicts verdicts) {
        if (record.value() == null) {
            return;
        }
        try {
            ReceiptKey key = wire.decode(record.key(), ReceiptKey.class);
            Receipt receipt = wire.decode(record.value(), Receipt.class);
            boolean failed = receipt.getState() == ReceiptState.FAILED;
            if (failed && receipt.getInterimOffset() != null) {
                verdicts.addBadRecord(record.partition(), receipt.getInterimOffset());
            }
            if (generations.contains(key.getGeneration())) {
                verdicts.said(record.topic(), key.getGeneration(), failed || receipt.getState() == ReceiptState.SUPERSEDED);
            }
        } catch (WireException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage())
                    .log("Receipt passed over");
        }
    }
}
