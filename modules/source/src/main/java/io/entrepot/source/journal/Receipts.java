package io.entrepot.source.journal;

import io.entrepot.block.Digest;
import io.entrepot.source.index.BadBlock;
import io.entrepot.source.index.BlockIndex;
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
import java.util.function.IntToLongFunction;
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
    private final IntToLongFunction interimStart;

    /**
     * @param consumer     reads committed records only; left open
     * @param index        of the fleet, as far as its journal goes
     * @param interimStart where an interim partition begins: what was named before counts no longer
     */
    public Receipts(Consumer<byte[], byte[]> consumer, FleetTopics topics, WireFormat wire, BlockIndex index,
                    IntToLongFunction interimStart) {
        this.consumer = consumer;
        this.topics = topics;
        this.wire = wire;
        this.index = index;
        this.interimStart = interimStart;
    }

    /**
     * @param generations those of which one wants to know whether they were delivered
     * @param stopped     whether to give up
     */
    public Verdicts read(Set<String> generations, BooleanSupplier stopped) {
        var verdicts = new Verdicts();
        index.badRecords().forEach(interimStart, verdicts::addBadRecord);
        var badBlocks = new BadBlocks(index, verdicts);
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
                    record -> take(record, generations, verdicts, badBlocks));
        }
        if (!badBlocks.sought().isEmpty()) {
            seek(badBlocks, stopped);
        }
        return verdicts;
    }

    /** Reads the journal once more, as far as the index was fed from it. */
    private void seek(BadBlocks badBlocks, BooleanSupplier stopped) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        badBlocks.sought().forEach(block ->
                ends.put(new TopicPartition(topics.journal(), block.partition()), index.position(block.partition())));
        consumer.assign(ends.keySet());
        var carriers = new FormerCarriers(badBlocks.sought(), wire);
        if (ToTheEnd.read(consumer, consumer.beginningOffsets(ends.keySet()), ends, stopped, carriers::take)) {
            badBlocks.settle(carriers);
            LOG.atInfo().addKeyValue("blocks", badBlocks.sought().size()).log("Found in the journal what had carried bad blocks");
        }
    }

    private boolean isReceipts(String topic) {
        String pattern = topics.receipts(ANY);
        int at = pattern.lastIndexOf(ANY);
        String prefix = pattern.substring(0, at);
        String suffix = pattern.substring(at + ANY.length());
        return topic.length() > prefix.length() + suffix.length() && topic.startsWith(prefix) && topic.endsWith(suffix)
                && topic.substring(prefix.length(), topic.length() - suffix.length()).indexOf('.') < 0;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Set<String> generations, Verdicts verdicts,
                      BadBlocks badBlocks) {
        if (record.value() == null) {
            return;
        }
        try {
            ReceiptKey key = wire.decode(record.key(), ReceiptKey.class);
            Receipt receipt = wire.decode(record.value(), Receipt.class);
            boolean failed = receipt.getState() == ReceiptState.FAILED;
            Long named = receipt.getInterimOffset();
            if (failed && named != null && named >= interimStart.applyAsLong(record.partition())) {
                badBlocks.named(new BadBlock(record.partition(), named, digest(receipt)));
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

    /** Null when it names none that can be one. */
    private static Digest digest(Receipt receipt) {
        ByteBuffer named = receipt.getDigest();
        if (named == null || named.remaining() != Digest.BYTES) {
            return null;
        }
        byte[] digest = new byte[Digest.BYTES];
        named.duplicate().get(digest);
        return Digest.of(digest, 0);
    }
}
