package io.entrepot.wire;

import java.util.Map;

/**
 * How to reach Kafka, and what each role's client is told.
 *
 * @param bootstrapServer host:port, several separated by commas
 * @param properties      Kafka's own settings as the user gave them; {@code producer.}, {@code consumer.},
 *                        {@code streams.} and {@code admin.} in front limit one to that role
 */
public record KafkaSettings(String bootstrapServer, Map<String, String> properties) {

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** Settings of a transactional producer of bytes. */
    public Map<String, Object> producer(String transactionalId) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Settings of a read_committed consumer of bytes in a group, which commits nothing by itself. */
    public Map<String, Object> consumer(String groupId) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Settings of a read_committed consumer of bytes outside any group: partitions and positions are given to it. */
    public Map<String, Object> reader(String clientId) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Map<String, Object> admin() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Settings of Kafka Streams with exactly-once. */
    public Map<String, Object> streams(String applicationId) {
        throw new UnsupportedOperationException("not built yet");
    }
}
