package io.entrepot.source;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

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
        int partitions = admin.partitions(topics);
        return new Fleet(topics, admin.interimTopicId(topics), partitions,
                new InterimStarts(admin.startOffsets(partitions(topics.interim(), partitions))));
    }

    /** The partitions of its interim or journal topic. */
    Set<TopicPartition> partitionsOf(String topic) {
        return partitions(topic, partitions);
    }

    private static Set<TopicPartition> partitions(String topic, int partitions) {
        return IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(topic, partition)).collect(Collectors.toUnmodifiableSet());
    }

    long interimStart(int partition) {
        return interimStarts.of(partition);
    }
}
