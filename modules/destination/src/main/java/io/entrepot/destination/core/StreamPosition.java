package io.entrepot.destination.core;

import java.util.Objects;

/**
 * How far one partition of the ordered topic has been handled.
 *
 * @param topicId   Kafka's id of the ordered topic; offsets of another topic of the same name mean nothing here
 * @param partition the partition
 * @param next      offset of the first record that has not been handled
 */
public record StreamPosition(String topicId, int partition, long next) {

    public StreamPosition {
        Objects.requireNonNull(topicId);
    }

    /** Whether a record there was handled before this position was written down. */
    boolean covers(StreamPosition record) {
        return topicId.equals(record.topicId) && partition == record.partition && record.next < next;
    }

    /** Whether this one is further than that one of the same partition. */
    boolean isAhead(StreamPosition other) {
        return topicId.equals(other.topicId) && partition == other.partition && next > other.next;
    }

    StreamPosition behind() {
        return new StreamPosition(topicId, partition, next + 1);
    }

    StreamPosition before() {
        return new StreamPosition(topicId, partition, next - 1);
    }
}
