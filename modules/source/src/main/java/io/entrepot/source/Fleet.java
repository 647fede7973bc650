package io.entrepot.source;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;

/**
 * What a fleet's topics are when a send begins.
 *
 * @param topics        their names
 * @param id            Kafka's id of the interim topic
 * @param partitions    of each
 * @param interimStarts where the interim partitions begin, which may change while images are sent
 */
record Fleet(FleetTopics topics, String id, int partitions, InterimStarts interimStarts) {

    static Fleet look(TopicAdmin admin, FleetTopics topics) {
        return new Fleet(topics, admin.interimTopicId(topics), admin.partitions(topics),
                new InterimStarts(admin.startOffsets(topics.interim())));
    }

    long interimStart(int partition) {
        return interimStarts.of(partition);
    }
}
