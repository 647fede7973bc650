package io.entrepot.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach Kafka, and what each role's client is told: the user's settings for the role over those for all, over
 * {@linkplain ClientDefaults ours}; a few are {@linkplain FixedSettings fixed}.
 *
 * @param bootstrapServer host:port, several separated by commas
 * @param properties      Kafka's own settings as the user gave them; {@code producer.}, {@code consumer.},
 *                        {@code streams.} and {@code admin.} in front limit one to that role, and what has
 *                        {@code schema.registry.} in front is for the registry's client
 */
public record KafkaSettings(String bootstrapServer, Map<String, String> properties) {

    /**
     * How long a client may take to close that owes the brokers nothing: who ends a process while they do not answer wants it to end, within
     * what {@code docker stop} waits.
     */
    public static final Duration CLOSE_SHORT = Duration.ofSeconds(1);

    private static final String PRODUCER = "producer.";
    private static final String CONSUMER = "consumer.";
    private static final String STREAMS = "streams.";
    private static final String ADMIN = "admin.";
    private static final String REGISTRY = "schema.registry.";

    /** @throws IllegalArgumentException with one sentence when a setting cannot be what it is */
    public KafkaSettings {
        if (bootstrapServer == null || bootstrapServer.isBlank()) {
            throw new IllegalArgumentException("No bootstrap server was given: name one as host:port.");
        }
        properties = Map.copyOf(properties);
        // Every role once, so that a setting that cannot be is said at the start and not when the role begins.
        producer(bootstrapServer, properties);
        consumer(bootstrapServer, properties, ClientDefaults.CONSUMER);
        streams(bootstrapServer, properties);
    }

    /** For a broker that needs nothing else said, as the embedded one. */
    public static KafkaSettings of(String bootstrapServer) {
        return new KafkaSettings(bootstrapServer, Map.of());
    }

    /**
     * Settings of a transactional producer of bytes.
     *
     * @param transactionalId the same after a restart, and nobody else's
     */
    public Map<String, Object> producer(String transactionalId) {
        Map<String, Object> settings = producer(bootstrapServer, properties);
        settings.put("transactional.id", transactionalId);
        settings.putIfAbsent("client.id", transactionalId);
        return settings;
    }

    /** Settings of an idempotent producer of bytes without transactions, for single records that stand for themselves. */
    public Map<String, Object> plainProducer(String clientId) {
        Map<String, Object> settings = producer(bootstrapServer, properties);
        settings.remove("transactional.id");
        settings.remove("transaction.timeout.ms");
        settings.putIfAbsent("client.id", clientId);
        return settings;
    }

    /** Settings of a read_committed consumer of bytes in a group, which commits nothing by itself. */
    public Map<String, Object> consumer(String groupId) {
        Map<String, Object> settings = consumer(bootstrapServer, properties, ClientDefaults.CONSUMER);
        settings.put("group.id", groupId);
        settings.putIfAbsent("client.id", groupId);
        return settings;
    }

    /** Settings of a read_committed consumer of bytes outside any group: partitions and positions are given to it. */
    public Map<String, Object> reader(String clientId) {
        return reader(clientId, Map.of());
    }

    /** As {@link #reader}, for single records at offsets far apart. */
    public Map<String, Object> fetcher(String clientId) {
        return reader(clientId, ClientDefaults.FETCHER);
    }

    private Map<String, Object> reader(String clientId, Map<String, String> special) {
        Map<String, String> defaults = new HashMap<>(ClientDefaults.CONSUMER);
        defaults.putAll(ClientDefaults.READER);
        defaults.putAll(special);
        Map<String, Object> settings = consumer(bootstrapServer, properties, defaults);
        settings.remove("group.id");
        settings.put("client.id", clientId);
        return settings;
    }

    public Map<String, Object> admin() {
        Map<String, Object> settings = merged(bootstrapServer, properties, ClientDefaults.ADMIN, ADMIN);
        settings.putIfAbsent("client.id", "entrepot-admin");
        return settings;
    }

    /** Settings of Kafka Streams with exactly-once; its state directory and threads are the caller's to add. */
    public Map<String, Object> streams(String applicationId) {
        Map<String, Object> settings = streams(bootstrapServer, properties);
        settings.put("application.id", applicationId);
        return settings;
    }

    /** What the user gave for the registry's client, without the prefix. */
    public Map<String, String> registry() {
        Map<String, String> settings = new HashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(REGISTRY)) {
                settings.put(name.substring(REGISTRY.length()), value);
            }
        });
        return settings;
    }

    /** Names of settings only: values can be passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServer + ", " + new TreeSet<>(properties.keySet()) + "]";
    }

    private static Map<String, Object> producer(String server, Map<String, String> given) {
        Map<String, Object> settings = merged(server, given, ClientDefaults.PRODUCER, PRODUCER);
        FixedSettings.put(FixedSettings.PRODUCER, "", settings);
        FixedSettings.checkRequestSize(settings, "max.request.size");
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        return settings;
    }

    private static Map<String, Object> consumer(String server, Map<String, String> given, Map<String, String> defaults) {
        Map<String, Object> settings = merged(server, given, defaults, CONSUMER);
        FixedSettings.put(FixedSettings.CONSUMER, "", settings);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        return settings;
    }

    private static Map<String, Object> streams(String server, Map<String, String> given) {
        Map<String, Object> settings = new HashMap<>();
        // Streams passes on what has a client's prefix; without one it would take the setting for its own.
        ClientDefaults.PRODUCER.forEach((name, value) -> settings.put(PRODUCER + name, value));
        ClientDefaults.CONSUMER.forEach((name, value) -> settings.put(CONSUMER + name, value));
        ClientDefaults.ADMIN.forEach((name, value) -> settings.put(ADMIN + name, value));
        settings.putAll(merged(server, given, ClientDefaults.STREAMS, STREAMS));
        given.forEach((name, value) -> {
            if (name.startsWith(PRODUCER) || name.startsWith(CONSUMER) || name.startsWith(ADMIN)) {
                settings.put(name, value);
            } else if (isCommon(name)) {
                // A common setting is over our default for a client, and under the user's own for that client.
                overDefault(settings, PRODUCER + name, ClientDefaults.PRODUCER.get(name), given, value);
                overDefault(settings, CONSUMER + name, ClientDefaults.CONSUMER.get(name), given, value);
                overDefault(settings, ADMIN + name, ClientDefaults.ADMIN.get(name), given, value);
            }
        });
        FixedSettings.put(FixedSettings.STREAMS, "", settings);
        FixedSettings.put(FixedSettings.PRODUCER, PRODUCER, settings);
        // Streams sets it itself, and warns of whoever says the same.
        settings.remove(PRODUCER + "enable.idempotence");
        FixedSettings.put(FixedSettings.CONSUMER, CONSUMER, settings);
        FixedSettings.checkRequestSize(settings, PRODUCER + "max.request.size");
        return settings;
    }

    private static void overDefault(Map<String, Object> settings, String name, String ours, Map<String, String> given,
            String value) {
        if (ours != null && !given.containsKey(name) && !given.containsKey(STREAMS + name)) {
            settings.put(name, value);
        }
    }

    /** Our defaults, over them what the user gave for all roles, over that what was given for this one. */
    private static Map<String, Object> merged(String server, Map<String, String> given, Map<String, String> defaults,
            String prefix) {
        Map<String, Object> settings = new HashMap<>(defaults);
        given.forEach((name, value) -> {
            if (isCommon(name)) {
                settings.put(name, value);
            }
        });
        given.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
            }
        });
        settings.put("bootstrap.servers", server);
        return settings;
    }

    private static boolean isCommon(String name) {
        return !name.startsWith(PRODUCER) && !name.startsWith(CONSUMER) && !name.startsWith(STREAMS)
                && !name.startsWith(ADMIN) && !name.startsWith(REGISTRY);
    }
}
