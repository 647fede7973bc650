package io.entrepot.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads committed records of partitions from given offsets to given ends. */
final class Logs {

    private static final Duration POLL = Duration.ofMillis(250);

    /** An agent's open transaction holds readers up for a minute at most; this is twice that. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private Logs() {
    }

    /** @throws ReplayException when nothing comes any more, or when it is stopped */
    static void read(Map<String, Object> settings, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
            BooleanSupplier stopped, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        read(settings, starts, ends, stopped, taker, ScanProgress.NONE);
    }

    /** As the other one, and says how far it is. */
    static void read(Map<String, Object> settings, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
            BooleanSupplier stopped, Consumer<ConsumerRecord<byte[], byte[]>> taker, ScanProgress progress) {
        Map<TopicPartition, Long> left = new HashMap<>(starts);
        left.entrySet().removeIf(start -> start.getValue() >= ends.getOrDefault(start.getKey(), 0L));
        if (left.isEmpty()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.assign(left.keySet());
            left.forEach(consumer::seek);
            long sinceNs = System.nanoTime();
            Map<TopicPartition, Long> from = Map.copyOf(left);
            long all = from.entrySet().stream().mapToLong(start -> ends.get(start.getKey()) - start.getValue()).sum();
            long bytes = 0;
            while (!left.isEmpty()) {
                if (stopped.getAsBoolean()) {
                    throw new ReplayException("It was interrupted; nothing was written.");
                }
                boolean moved = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    moved = true;
                    bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        taker.accept(record);
                    }
                }
                long done = 0;
                for (Map.Entry<TopicPartition, Long> start : from.entrySet()) {
                    done += Math.min(consumer.position(start.getKey()), ends.get(start.getKey())) - start.getValue();
                }
                progress.read(done, all, bytes);
                moved |= left.keySet().removeIf(partition -> consumer.position(partition) >= ends.get(partition));
                consumer.pause(consumer.assignment().stream().filter(partition -> !left.containsKey(partition)).toList());
                if (moved) {
                    sinceNs = System.nanoTime();
                } else if (System.nanoTime() - sinceNs > PATIENCE.toNanos()) {
                    throw new ReplayException("Kafka brings nothing more of " + left.keySet() + " for " + PATIENCE.toSeconds()
                            + " s: see whether its brokers are well.");
                }
            }
        }
    }
}
