package io.entrepot.monitor.core;

import java.util.OptionalLong;

/**
 * How far a part is behind on a partition of what it reads.
 *
 * @param known      whether the part has ever had a position there; else all that is there counts
 * @param records    that it has not dealt with; Kafka's own marks of transactions count as records here
 * @param bytes      of these in the log, estimated from the mean of the interim partition; empty where the brokers do not tell sizes
 * @param oldestAtMs when the oldest of them was written, milliseconds since the epoch; empty when there is none
 */
public record TopicLag(boolean known, long records, OptionalLong bytes, OptionalLong oldestAtMs) {

    /** Nothing is left to do. */
    public static final TopicLag NONE = new TopicLag(true, 0, OptionalLong.of(0), OptionalLong.empty());

    /** Of several partitions together: sums, and the oldest of all. */
    public static TopicLag sum(TopicLag one, TopicLag other) {
        OptionalLong bytes = one.bytes.isPresent() && other.bytes.isPresent()
                ? OptionalLong.of(one.bytes.getAsLong() + other.bytes.getAsLong()) : OptionalLong.empty();
        OptionalLong oldest = one.oldestAtMs.isEmpty() ? other.oldestAtMs : other.oldestAtMs.isEmpty() ? one.oldestAtMs
                : OptionalLong.of(Math.min(one.oldestAtMs.getAsLong(), other.oldestAtMs.getAsLong()));
        return new TopicLag(one.known && other.known, one.records + other.records, bytes, oldest);
    }

    /** Milliseconds that the oldest record has been waiting; 0 when there is none. */
    public long ageMs(long nowMs) {
        return oldestAtMs.isEmpty() ? 0 : Math.max(0, nowMs - oldestAtMs.getAsLong());
    }
}
