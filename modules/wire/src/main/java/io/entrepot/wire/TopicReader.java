package io.entrepot.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of partitions from given offsets to given ends, once. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    /** An agent's open transaction holds readers up for a minute at most; this is twice that. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private TopicReader() {
    }

    /** Hears how far a reading is. */
    @FunctionalInterface
    public interface Progress {

        /** Hears nothing. */
        Progress NONE = (done, all, bytes) -> { };

        /**
         * Often.
         *
         * @param done  offsets read
         * @param all   offsets to be read
         * @param bytes of keys and values read
         */
        void read(long done, long all, long bytes);
    }

    /** As the other one, and says nothing of how far it is. */
    public static boolean read(Map<String, Object> settings, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
            BooleanSupplier enough, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        return read(settings, starts, ends, enough, taker, Progress.NONE);
    }

    /**
     * Reads.
     *
     * @param settings of the consumer
     * @param starts   the partitions, and the first offset of interest of each
     * @param ends     behind the last one of each, at most where committed records end; what lacks an end is not read
     * @param enough   asked now and then: true ends it early
     * @param taker    takes records one after the other; some more when there is enough
     * @return whether all was read
     * @throws TopicException when nothing comes any more
     * @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException when a topic was trimmed meanwhile
     */
    public static boolean read(Map<String, Object> settings, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
            BooleanSupplier enough, Consumer<ConsumerRecord<byte[], byte[]>> taker, Progress progress) {
        Map<TopicPartition, Long> left = new HashMap<>(starts);
        left.entrySet().removeIf(start -> start.getValue() >= ends.getOrDefault(start.getKey(), 0L));
        if (left.isEmpty()) {
            return true;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(left.keySet());
            left.forEach(consumer::seek);
            Map<TopicPartition, Long> from = Map.copyOf(left);
            long all = from.entrySet().stream().mapToLong(start -> ends.get(start.getKey()) - start.getValue()).sum();
            long bytes = 0;
            long done = 0;
            long movedNs = System.nanoTime();
            while (!left.isEmpty()) {
                if (enough.getAsBoolean()) {
                    return false;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        taker.accept(record);
                    }
                }
                long before = done;
                done = from.entrySet().stream().mapToLong(start ->
                        Math.min(consumer.position(start.getKey()), ends.get(start.getKey())) - start.getValue()).sum();
                progress.read(done, all, bytes);
                left.keySet().removeIf(partition -> consumer.position(partition) >= ends.get(partition));
                consumer.pause(consumer.assignment().stream().filter(partition -> !left.containsKey(partition)).toList());
                if (done > before) {
                    movedNs = System.nanoTime();
                } else if (System.nanoTime() - movedNs > PATIENCE.toNanos()) {
                    throw new TopicException("Kafka brings nothing more of " + left.keySet() + " for " + PATIENCE.toSeconds()
                            + " s: see whether its brokers are well, and run this again.");
                }
            }
            return true;
        }
    }
}
