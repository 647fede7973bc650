package io.entrepot.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a destination was made by a replay: what the first record of each partition of its recall topic says. A resequencer
 * reads it before Streams starts, because no interim record may be handled without it.
 */
public final class ReplayStart {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String CLIENT = "entrepot-replay-start";

    private ReplayStart() {
    }

    /**
     * Interim offset of each partition before which what is opened is left out; nothing of those without such a word.
     *
     * @throws TopicException when Kafka does not bring them
     */
    public static Map<Integer, Long> read(TopicAdmin topics, KafkaSettings kafka, WireFormat format, String recallTopic,
            String interimTopicId) {
        Map<TopicPartition, Long> ends = topics.endOffsets(recallTopic);
        Set<TopicPartition> left = new HashSet<>(ends.keySet());
        left.removeIf(partition -> ends.get(partition) == 0);
        if (left.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Long> passOnFrom = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.fetcher(CLIENT))) {
            consumer.assign(left);
            consumer.seekToBeginning(left);
            long sinceNs = System.nanoTime();
            while (!left.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(recallTopic, record.partition());
                    if (left.remove(partition)) {
                        consumer.pause(List.of(partition));
                        take(record, format, interimTopicId, passOnFrom);
                    }
                }
                left.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
                if (System.nanoTime() - sinceNs > PATIENCE.toNanos()) {
                    throw new TopicException("Kafka does not bring the first records of " + recallTopic
                            + ": see whether its brokers are well, and start again.");
                }
            }
        }
        return passOnFrom;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, WireFormat format, String interimTopicId,
            Map<Integer, Long> passOnFrom) {
        try {
            if (format.decode(record.value()) instanceof ReplayStarted started
                    && started.getInterimTopicId().equals(interimTopicId)) {
                passOnFrom.put(record.partition(), started.getPassOnFrom());
            }
        } catch (WireException bad) {
            // The sequencer refuses it and says so.
        }
    }
}
