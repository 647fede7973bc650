package io.entrepot.destination.verify;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The interim topic as it is when verifying begins.
 *
 * @param id     Kafka's id of it
 * @param starts first offsets that are still there
 * @param ends   behind the last committed records
 */
record InterimTopic(String name, String id, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {

    static InterimTopic of(FleetTopics fleet, String destination, TopicAdmin topics) {
        topics.partitions(fleet);
        if (!topics.destinations(fleet).contains(destination)) {
            throw new VerifyException("The fleet " + fleet.fleet() + " has no destination " + destination + ": it has "
                    + String.join(", ", topics.destinations(fleet)) + ".");
        }
        return new InterimTopic(fleet.interim(), topics.interimTopicId(fleet), topics.startOffsets(fleet.interim()),
                topics.endOffsets(fleet.interim()));
    }

    TopicPartition partition(int number) {
        return new TopicPartition(name, number);
    }
}
