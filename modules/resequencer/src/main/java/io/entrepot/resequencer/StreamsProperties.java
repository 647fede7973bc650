package io.entrepot.resequencer;

import io.entrepot.resequencer.state.StoreOptions;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Replication;
import java.util.Map;
import java.util.Properties;

/** What Kafka Streams is told, beside what {@link KafkaSettings} tells every application. */
final class StreamsProperties {

    /** Where the user says nothing else. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            // The order between interim records and receipts decides nothing, so neither waits for the other.
            Map.entry("max.task.idle.ms", "-1"),
            // While nothing comes, a step follows the one before after this time: a drain alone makes 800 MB/s of it.
            Map.entry("poll.ms", "20"),
            // For the rows of images that are on their way: some thousand of them for each thread.
            Map.entry("statestore.cache.max.bytes", Integer.toString(4 << 20)));

    private StreamsProperties() {
    }

    static Properties of(ResequencerSettings settings, KafkaSettings kafka, String applicationId, String instance,
            Replication replication) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        // Static membership: after a kill the group need not wait for the end of the old session.
        properties.put("main.consumer.group.instance.id", instance);
        // Changelogs are lost with as many brokers as the interim topic is, and not before.
        properties.put("replication.factor", Integer.toString(replication.factor()));
        properties.put("topic.min.insync.replicas", Integer.toString(replication.inSync()));
        properties.putAll(kafka.streams(applicationId));
        properties.put("state.dir", settings.stateDirectory().toString());
        properties.put("num.stream.threads", Integer.toString(settings.threads()));
        properties.put("rocksdb.config.setter", StoreOptions.class);
        return properties;
    }
}
