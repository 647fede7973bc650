package io.entrepot.wire;

import java.util.List;
import java.util.Map;

/**
 * What a topic of a fleet is.
 *
 * @param name         its name
 * @param id           Kafka's, another one after it was deleted and made again
 * @param partitions   how many it has
 * @param factor       brokers that have a copy
 * @param inSync       of these, how many must have a record before it is acknowledged
 * @param startOffsets first offset of each partition that is still there
 * @param endOffsets   offset behind the last one that is committed
 * @param faults       what about it would break something; empty when it is as it must be
 */
public record TopicState(String name, String id, int partitions, int factor, int inSync, Map<Integer, Long> startOffsets,
        Map<Integer, Long> endOffsets, List<TopicFault> faults) {

    public TopicState {
        startOffsets = Map.copyOf(startOffsets);
        endOffsets = Map.copyOf(endOffsets);
        faults = List.copyOf(faults);
    }

    /** Offsets from the first to the last, over all partitions: records, and markers of transactions. */
    public long offsets() {
        return endOffsets.entrySet().stream()
                .mapToLong(end -> end.getValue() - startOffsets.getOrDefault(end.getKey(), 0L)).sum();
    }
}
