package io.entrepot.source;

import io.entrepot.block.ZstdLevels;
import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all test classes, and for each test a fleet of its own with a directory for images and state. */
final class FleetFixture implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FleetFixture.class);


    private static final AtomicInteger FLEETS = new AtomicInteger();

    private ExtensionContext.Store store;

    /** Started with the first test that asks for a fleet, and closed by JUnit behind the last. */
    private record Running(EmbeddedBroker broker, SchemaRegistry registry, Path directory)
            implements ExtensionContext.Store.CloseableResource {

        static Running start() {
            try {
                Path directory = Files.createTempDirectory("entrepot-source-test");
                return new Running(EmbeddedBroker.start(directory.resolve("broker")),
                        SchemaRegistries.embedded(directory.resolve("schemas.json")), directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            registry.close();
            broker.close();
            delete(directory);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FleetFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        store = context.getRoot().getStore(NAMESPACE);
        return this;
    }

    private Running running() {
        return store.getOrComputeIfAbsent(Running.class, none -> Running.start(), Running.class);
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    TestFleet fleet(Path directory, int partitions) {
        var topics = new FleetTopics("fleet-" + FLEETS.incrementAndGet());
        try (var admin = new TopicAdmin(kafka())) {
            admin.ensureFleet(topics, partitions, (short) 1);
        }
        return new TestFleet(this, topics, directory);
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(running().broker().bootstrapServers());
    }

    SchemaRegistry registry() {
        return running().registry();
    }

    /** One test's fleet. */
    record TestFleet(FleetFixture fixture, FleetTopics topics, Path directory) {

        /** Small records and transactions, so that small images have several. */
        AgentSettings settings(String agent, String... resend) {
            return builder(agent).resend(Set.of(resend)).build();
        }

        AgentSettingsBuilder builder(String agent) {
            return AgentSettings.builder(topics.fleet(), agent, directory.resolve(agent)).parallel(2).threads(2).zstdLevels(ZstdLevels.fixed(3))
                    .recordBytes(128 << 10).transactions(256 << 10, 200).indexCacheBytes(8 << 20);
        }

        Agent agent(String name, AgentListener listener, String... resend) {
            return agent(settings(name, resend), listener);
        }

        Agent agent(AgentSettings settings, AgentListener listener) {
            return new Agent(settings, fixture.kafka(), fixture.registry(), listener);
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
