package io.entrepot.monitor;

import io.entrepot.wire.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at single records of the large topics: the one that a part comes to next. A look brings one batch, about 1 MiB, and happens only
 * where the part has moved since the last. For one thread.
 */
final class Glances implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    /** Who does not get a record in this time does without: it is shown as not known. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    /** Of each partition one for each destination, or more of a large fleet: several parts read the same topic, each at its own place. */
    private final Map<Place, Glance> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Glance> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** Larger values are payloads, which are not kept. */
    private static final int VALUE_BYTES_MAX = 4_096;
    /** A thousand partitions of four destinations; with keys and values of the greatest length 25 MB. */
    private static final int KEPT_MAX = 4_096;

    private record Place(TopicPartition partition, long offset) {
    }

    /**
     * A record.
     *
     * @param atMs  Kafka's time of it, milliseconds since the epoch
     * @param key   its key
     * @param value its value; empty when it is large
     */
    record Found(long atMs, byte[] key, Optional<byte[]> value) {

        static Found of(ConsumerRecord<byte[], byte[]> record) {
            return new Found(record.timestamp(), record.key(), Optional.ofNullable(record.value())
                    .filter(value -> value.length <= VALUE_BYTES_MAX));
        }
    }

    /**
     * What stands at an offset.
     *
     * @param end    of the partition, when was looked
     * @param record the first one there; null when there are only marks of transactions
     */
    private record Glance(long end, Found record) {

        boolean answers(long presentEnd) {
            return record != null || end == presentEnd;
        }
    }

    Glances(Map<String, Object> settings) {
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The first committed record at or behind each offset.
     *
     * @return empty where there is none up to the end; partitions that did not answer are absent
     */
    Map<TopicPartition, Optional<Found>> at(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        Set<TopicPartition> open = new HashSet<>();
        offsets.forEach((partition, offset) -> {
            Place place = new Place(partition, offset);
            Glance known = last.get(place);
            if (known == null || !known.answers(ends.get(partition))) {
                last.remove(place);
                open.add(partition);
            }
        });
        look(open, offsets, ends);
        Map<TopicPartition, Optional<Found>> found = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            Glance glance = last.get(new Place(partition, offset));
            if (glance != null) {
                found.put(partition, Optional.ofNullable(glance.record()));
            }
        });
        return found;
    }

    /** Other topics may stand under the same names. */
    void forget() {
        last.clear();
    }

    private void look(Set<TopicPartition> open, Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, offsets.get(partition)));
        long start = System.nanoTime();
        while (!open.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (open.contains(partition)) {
                        saw(partition, offsets, ends, Found.of(record), open);
                    }
                }
            } catch (OffsetOutOfRangeException e) {
                // Trimmed since the question, because it was dealt with.
                e.partitions().forEach(partition -> saw(partition, offsets, ends, null, open));
            }
            for (TopicPartition partition : Set.copyOf(open)) {
                if (consumer.position(partition) >= ends.get(partition)) {
                    saw(partition, offsets, ends, null, open);
                }
            }
        }
        consumer.unsubscribe();
    }

    private void saw(TopicPartition partition, Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends,
                     Found record, Set<TopicPartition> open) {
        last.put(new Place(partition, offsets.get(partition)), new Glance(ends.get(partition), record));
        consumer.pause(Set.of(partition));
        open.remove(partition);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(KafkaSettings.CLOSE_SHORT));
    }
}
