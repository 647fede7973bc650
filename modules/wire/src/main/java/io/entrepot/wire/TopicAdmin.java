package io.entrepot.wire;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Makes, checks and trims a fleet's topics. */
public final class TopicAdmin implements AutoCloseable {

    public TopicAdmin(KafkaSettings settings) {
    }

    /** Creates the fleet's interim and journal topics where they are missing, and checks them where they are there. */
    public void ensureFleet(FleetTopics fleet, int partitions, short replicationFactor) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Creates a destination's ordered and receipts topics, with as many partitions as the interim topic has, or checks
     * them.
     */
    public void ensureDestination(FleetTopics fleet, String destination, short replicationFactor) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Partitions of the fleet's interim topic. */
    public int partitions(FleetTopics fleet) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Kafka's id of the fleet's interim topic. */
    public String interimTopicId(FleetTopics fleet) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** First offset of each partition of the topic that is still there. */
    public Map<TopicPartition, Long> startOffsets(String topic) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Offset behind the last committed record of each partition of the topic. */
    public Map<TopicPartition, Long> endOffsets(String topic) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The positions the group has committed; partitions without one are absent. */
    public Map<TopicPartition, Long> positions(String group) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Gives a group that is not running positions where it has none. */
    public void ensurePositions(String group, Map<TopicPartition, Long> positions) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Deletes the records before these offsets. */
    public void trim(Map<TopicPartition, Long> before) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Deletes topics; those that are not there are passed over. */
    public void delete(Collection<String> topics) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {
    }
}
