package io.entrepot.replay;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One broker and one registry for all tests of this module: starting one takes seconds. Fleets keep tests apart. */
final class TestBroker {

    private static TestBroker running;

    final KafkaSettings kafka;
    final SchemaRegistry registry;

    private TestBroker(Path directory) {
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
        kafka = KafkaSettings.of(broker.bootstrapServers());
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            broker.close();
            delete(directory);
        }));
    }

    static synchronized TestBroker get() {
        if (running == null) {
            try {
                running = new TestBroker(Files.createTempDirectory("entrepot-replay"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
