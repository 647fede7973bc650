package io.entrepot.monitor;

import io.entrepot.wire.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows topics from where it was told to begin: each time what has come since the last, up to their committed ends. What is fetched at
 * once is bounded by the consumer's settings. For one thread.
 */
final class SmallTopics implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Committed records come at once, so that a broker that does not bring them for this long is not well. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    SmallTopics(Map<String, Object> settings) {
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins to follow these too, from these offsets; those that are followed already go on where they are. */
    void follow(Map<TopicPartition, Long> from) {
        from.forEach(next::putIfAbsent);
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
    }

    /** Follows nothing any more. */
    void forget() {
        next.clear();
        consumer.unsubscribe();
    }

    /** Follows that topic no longer: it is gone, or another one of its name is there. */
    void forget(String topic) {
        next.keySet().removeIf(partition -> partition.topic().equals(topic));
        follow(Map.of());
    }

    /** Where it goes on. */
    Map<TopicPartition, Long> positions() {
        return Map.copyOf(next);
    }

    /** Whether the partition is followed. */
    boolean follows(TopicPartition partition) {
        return next.containsKey(partition);
    }

    /**
     * Reads to the present ends.
     *
     * @param taker is given each record; after an exception of its own it is given some of them again next time
     * @throws TimeoutException when a broker does not bring what it says is there
     */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(next.keySet());
        long since = System.nanoTime();
        while (!isAt(ends)) {
            boolean came = false;
            try {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    came = true;
                    taker.accept(record);
                }
            } catch (OffsetOutOfRangeException e) {
                // Trimmed meanwhile: what is gone is of no interest any more.
                consumer.seekToBeginning(e.partitions());
            } catch (RuntimeException e) {
                // What was not taken comes again at the next reading, and what came with it.
                next.forEach(consumer::seek);
                throw e;
            }
            came |= keepPositions();
            if (came) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing of " + behind(ends) + " came for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return behind(ends).isEmpty();
    }

    private List<TopicPartition> behind(Map<TopicPartition, Long> ends) {
        List<TopicPartition> behind = new ArrayList<>();
        next.forEach((partition, offset) -> {
            if (offset < ends.getOrDefault(partition, 0L)) {
                behind.add(partition);
            }
        });
        return behind;
    }

    private boolean keepPositions() {
        boolean moved = false;
        for (Map.Entry<TopicPartition, Long> each : next.entrySet()) {
            long now = consumer.position(each.getKey());
            moved |= now != each.getValue();
            each.setValue(now);
        }
        return moved;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(KafkaSettings.CLOSE_SHORT));
    }
}
