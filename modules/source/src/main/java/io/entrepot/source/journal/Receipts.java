package io.entrepot.source.journal;

import io.entrepot.block.Digest;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Entry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.nio.ByteBuffer;
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
    private final BlockIndex index;

    /**
     * @param consumer reads committed records only; left open
     * @param index    of the fleet, as far as its journal goes
     */
    public Receipts(Consumer<byte[], byte[]> consumer, FleetTopics topics, WireFormat wire, BlockIndex index) {
        this.consumer = consumer;
        this.topics = topics;
        this.wire = wire;
        this.index = index;
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
                addCarrier(record.partition(), receipt, verdicts);
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

    /**
     * Where no record is known that carries a block, the one that refers to it is named: the record before that which carries it by the
     * journal is what the destination could not read. One behind it was published since, and says nothing of what failed.
     */
    private void addCarrier(int partition, Receipt receipt, Verdicts verdicts) {
        ByteBuffer named = receipt.getDigest();
        if (named == null || named.remaining() != Digest.BYTES) {
            return;
        }
        byte[] digest = new byte[Digest.BYTES];
        named.duplicate().get(digest);
        Entry carrier = index.find(partition, Digest.of(digest, 0));
        if (carrier != null && carrier.interimOffset() < receipt.getInterimOffset()) {
            verdicts.addBadRecord(partition, carrier.interimOffset());
        }
    }
}
