package io.entrepot.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** First offset of each interim partition that is still there and is going to stay, as was last heard. Thread-safe. */
final class InterimStarts {

    private final Map<Integer, Long> starts = new ConcurrentHashMap<>();

    InterimStarts(Map<TopicPartition, Long> offsets) {
        are(offsets);
    }

    /** They only ever grow, whatever order answers come in; says whether one has. */
    boolean are(Map<TopicPartition, Long> offsets) {
        boolean grown = false;
        for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
            long before = of(offset.getKey().partition());
            grown |= starts.merge(offset.getKey().partition(), offset.getValue(), Math::max) > before;
        }
        return grown;
    }

    long of(int partition) {
        return starts.getOrDefault(partition, 0L);
    }
}
