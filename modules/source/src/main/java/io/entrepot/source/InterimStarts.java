package io.entrepot.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** First offset of each interim partition that is still there, as was last heard. Thread-safe. */
final class InterimStarts {

    private final Map<Integer, Long> starts = new ConcurrentHashMap<>();

    InterimStarts(Map<TopicPartition, Long> offsets) {
        are(offsets);
    }

    /** They only ever grow, whatever order answers come in. */
    void are(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> starts.merge(partition.partition(), offset, Math::max));
    }

    long of(int partition) {
        return starts.getOrDefault(partition, 0L);
    }
}
