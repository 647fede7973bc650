package io.entrepot.resequencer;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.util.Map;

/** A fleet's topics and one destination's. */
final class Harbour implements AutoCloseable {

    static final String DESTINATION = "here";

    final FleetTopics topics;
    final KafkaSettings kafka;
    final SchemaRegistry registry;
    final WireFormat format;
    final TopicAdmin admin;
    private final Path directory;

    Harbour(EmbeddedBroker broker, Path directory, String fleet, int partitions) {
        this.directory = directory;
        topics = new FleetTopics(fleet);
        kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        format = new WireFormat(registry);
        admin = new TopicAdmin(kafka);
        admin.ensureFleet(topics, partitions, (short) 1);
        admin.ensureDestination(topics, DESTINATION, (short) 1);
    }

    ResequencerSettings settings() {
        return ResequencerSettings.of(topics.fleet(), DESTINATION, directory.resolve("streams"));
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
    }
}
