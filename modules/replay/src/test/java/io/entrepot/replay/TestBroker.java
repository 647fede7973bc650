package io.entrepot.replay;

import static org.awaitility.Awaitility.await;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** One broker and one registry for all tests of this module: starting one takes seconds. Fleets keep tests apart. */
final class TestBroker {

    private static final ListTransactionsOptions ENDING = new ListTransactionsOptions().filterStates(
            Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));

    private static TestBroker running;

    final KafkaSettings kafka;
    final SchemaRegistry registry;
    private final Admin admin;

    private TestBroker(Path directory) {
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
        kafka = KafkaSettings.of(broker.bootstrapServers());
        admin = Admin.create(kafka.admin());
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            admin.close();
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

    /** Kafka answers when the end of a transaction is decided; readers see it when every partition has its marker. */
    void settle() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(2))
                .until(() -> admin.listTransactions(ENDING).all().get().isEmpty());
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
