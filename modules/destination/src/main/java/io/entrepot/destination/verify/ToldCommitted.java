package io.entrepot.destination.verify;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The generations that a destination has said it holds, by its receipts: a directory that lacks one tells nothing of it. A row of some
 * hundred bytes for each.
 */
final class ToldCommitted implements TopicScan.Handler {

    /** A generation of which the last word is that it was committed. */
    record Told(String image, String generation, int partition) {
    }

    private final WireFormat wire;
    /** What was said last comes last. */
    private final Map<String, Told> byGeneration = new LinkedHashMap<>();

    private ToldCommitted(WireFormat wire) {
        this.wire = wire;
    }

    /** @param partitions which; none for all */
    static ToldCommitted read(String receipts, Set<Integer> partitions, KafkaSettings kafka, WireFormat wire, BooleanSupplier stopped) {
        ToldCommitted told = new ToldCommitted(wire);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            Map<TopicPartition, Long> ends = topics.endOffsets(receipts);
            topics.startOffsets(receipts).forEach((place, start) -> {
                if (partitions.isEmpty() || partitions.contains(place.partition())) {
                    new TopicScan(kafka, place, stopped).read(start, ends.get(place), told);
                }
            });
        }
        return told;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReceiptKey key = wire.decode(record.key(), ReceiptKey.class);
            boolean isCommitted = record.value() != null && wire.decode(record.value(), Receipt.class).getState() == ReceiptState.COMMITTED;
            byGeneration.remove(key.getGeneration());
            if (isCommitted) {
                byGeneration.put(key.getGeneration(), new Told(key.getImage(), key.getGeneration(), record.partition()));
            }
        } catch (WireException bad) {
            // Nobody's word.
        }
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    /** The last one of each image, by name. */
    List<Told> last() {
        Map<String, Told> last = new TreeMap<>();
        byGeneration.values().forEach(told -> last.put(told.image(), told));
        return new ArrayList<>(last.values());
    }

    /**
     * Whether this generation was committed before that one: within a partition each is newer than the one before it. Of what no receipt
     * tells nothing is known; it may have come since.
     */
    boolean isBefore(String generation, Told last) {
        Told other = byGeneration.get(generation);
        return other != null && other.partition() == last.partition() && !generation.equals(last.generation());
    }
}
