package io.entrepot.source;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;
import java.util.HashMap;
import java.util.Map;

/**
 * What a fleet's topics are when a send begins.
 *
 * @param topics        their names
 * @param id            Kafka's id of the interim topic
 * @param partitions    of each
 * @param interimStarts first offset of each interim partition that is still there
 */
record Fleet(FleetTopics topics, String id, int partitions, Map<Integer, Long> interimStarts) {

    static Fleet look(TopicAdmin admin, FleetTopics topics) {
        Map<Integer, Long> starts = new HashMap<>();
        admin.startOffsets(topics.interim()).forEach((partition, start) -> starts.put(partition.partition(), start));
        return new Fleet(topics, admin.interimTopicId(topics), admin.partitions(topics), Map.copyOf(starts));
    }

    long interimStart(int partition) {
        return interimStarts.getOrDefault(partition, 0L);
    }
}
