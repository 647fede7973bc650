package io.entrepot.systemtests.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions from their first to their last committed record, with nothing but a consumer. */
final class LogReader implements AutoCloseable {

    /** Above the largest record; one such batch is held at a time. */
    private static final int FETCH_BYTES = 16 << 20;
    private static final Duration SILENCE_MAX = Duration.ofMinutes(5);

    private final KafkaConsumer<byte[], byte[]> consumer;

    LogReader(String bootstrapServer) {
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 16), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Topics and how many partitions each has. */
    Map<String, Integer> topics() {
        Map<String, Integer> topics = new TreeMap<>();
        for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics().entrySet()) {
            topics.put(topic.getKey(), topic.getValue().size());
        }
        return topics;
    }

    /**
     * Hands every committed record of a partition to {@code sink}, in order.
     *
     * @return the first offset that is still there
     */
    long read(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        consumer.assign(Set.of(partition));
        long first = firstOffset(partition);
        long end = consumer.endOffsets(Set.of(partition)).get(partition);
        consumer.seek(partition, first);
        long heard = System.nanoTime();
        while (consumer.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(Duration.ofSeconds(1)).records(partition);
            records.stream().filter(record -> record.offset() < end).forEach(sink);
            if (!records.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
                throw new IllegalStateException(partition + " gives nothing at " + consumer.position(partition) + ", its end is " + end);
            }
        }
        return first;
    }

    long firstOffset(TopicPartition partition) {
        return consumer.beginningOffsets(Set.of(partition)).get(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
