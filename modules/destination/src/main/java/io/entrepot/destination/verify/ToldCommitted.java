package io.entrepot.destination.verify;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.Collection;
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
    record Told(String image, String generation) {
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
                byGeneration.put(key.getGeneration(), new Told(key.getImage(), key.getGeneration()));
            }
        } catch (WireException bad) {
            // Nobody's word.
        }
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    /** The last one of each image that is none of these, by name. */
    List<Told> without(Collection<String> images) {
        Map<String, Told> others = new TreeMap<>();
        byGeneration.values().stream().filter(told -> !images.contains(told.image())).forEach(told -> others.put(told.image(), told));
        return new ArrayList<>(others.values());
    }
}
