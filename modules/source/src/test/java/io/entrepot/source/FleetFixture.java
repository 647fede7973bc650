package io.entrepot.source;

import io.entrepot.block.Chunkers;
import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker for a test class, and for each test a fleet of its own with a directory for images and state. */
final class FleetFixture implements AutoCloseable {

    private static final AtomicInteger FLEETS = new AtomicInteger();

    private final EmbeddedBroker broker;
    private final SchemaRegistry registry;

    FleetFixture(Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
    }

    TestFleet fleet(Path directory, int partitions) {
        var topics = new FleetTopics("fleet-" + FLEETS.incrementAndGet());
        try (var admin = new TopicAdmin(kafka())) {
            admin.ensureFleet(topics, partitions, (short) 1);
        }
        return new TestFleet(this, topics, directory);
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(broker.bootstrapServers());
    }

    SchemaRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    /** One test's fleet. */
    record TestFleet(FleetFixture fixture, FleetTopics topics, Path directory) {

        /** Small records and transactions, so that small images have several. */
        AgentSettings settings(String agent, String... resend) {
            return new AgentSettings(topics.fleet(), agent, 2, 2, Chunkers.defaultChunker(), 3, directory.resolve(agent), 128 << 10,
                    256 << 10, 200, 8 << 20, Set.of(resend));
        }

        Agent agent(String name, AgentListener listener, String... resend) {
            return new Agent(settings(name, resend), fixture.kafka(), fixture.registry(), listener);
        }

        ImageFile image(String name, byte[] bytes) throws IOException {
            return new ImageFile(name, TestImage.write(directory.resolve(name), bytes), 0);
        }

        /** Sends with an agent that is opened and closed for it. */
        List<SendOutcome> send(String agent, AgentListener listener, ImageFile... images) {
            try (Agent opened = agent(agent, listener)) {
                return opened.send(List.of(images));
            }
        }

        InterimReader read() throws Exception {
            return InterimReader.read(fixture.kafka().bootstrapServer(), fixture.registry(), topics.interim());
        }
    }
}
