package io.entrepot.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EmbeddedBrokerTest {

    /** The wire's largest value, and keys and headers. */
    private static final int LARGE_BYTES = (5 << 20) + 4096;

    @TempDir
    Path temp;

    @Test
    void whatWasCommittedIsThereWhenTheDirectoryIsOpenedAgain() throws ExecutionException, InterruptedException {
        // Given
        Path directory = temp.resolve("broker");

        // When
        StartState first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            first = broker.startState();
            Records.create(broker, Map.of());
            Records.send(broker, 1, LARGE_BYTES, 3);
            assertThatThrownBy(() -> EmbeddedBroker.start(directory)).hasMessageContaining("in use by another run");
        }

        // Then
        assertThat(first).isEqualTo(StartState.FRESH);
        assertThat(EmbeddedBroker.inspect(directory)).isEqualTo(StartState.REOPENED);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.startState()).isEqualTo(StartState.REOPENED);
            assertThat(Records.committed(broker)).containsExactly(1, LARGE_BYTES, 3);
            assertThat(broker.failure()).isEmpty();
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void afterAKillWhatWasCommittedIsThereAndWhatWasOpenIsAborted() throws IOException, InterruptedException, ExecutionException {
        // Given
        Path directory = temp.resolve("broker");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), KilledMain.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (!KilledMain.COMMITTED.equals(said.readLine())) {
                assertThat(process.isAlive()).isTrue();
            }
        }

        // When
        process.destroyForcibly().waitFor();

        // Then
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.startState()).isEqualTo(StartState.REOPENED);
            assertThat(Records.committed(broker)).as("committed at once, with nothing open in the way").containsExactly(KilledMain.LENGTHS);
            Records.send(broker, 7);
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(Records.committed(broker)).containsExactly(10, 1 << 20, 30, 7));
        }
    }

    @Test
    void aClientOfAnotherProcessGoesOnWithTheTransactionThatItHasOpen() throws ExecutionException, InterruptedException {
        // Given
        Path directory = temp.resolve("broker");
        Listener listener = new Listener(SecurityProtocol.PLAINTEXT, "127.0.0.1", 0, "127.0.0.1").withPort();
        BrokerOptions options = new BrokerOptions(List.of(listener), Map.of());
        Producer<byte[], byte[]> client;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, options)) {
            Records.create(broker, Map.of());
            client = Records.leaveOpen(listener.bootstrapServer(), 40);
        }

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, options); client) {
            client.commitTransaction();

            // Then
            assertThat(Records.committed(broker)).containsExactly(40);
        }
    }

    @Test
    void aBrokerThatNoLongerKnowsWhatLiesThereDoesNotStart() throws IOException, ExecutionException, InterruptedException {
        // Given
        Path directory = temp.resolve("broker");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            Records.create(broker, Map.of());
        }

        // When: as if its metadata had been cut off before the topic was made
        Files.createDirectory(directory.resolve("logs/forgotten-0"));

        // Then
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory)).isInstanceOf(BrokerException.class).hasMessageContaining(
                    "no longer knows what lies there of 1 topic, as forgotten: its files are damaged: remove the interim directory");
        }
        assertThat(EmbeddedBroker.inspect(directory)).isEqualTo(StartState.REOPENED);
    }

    @Test
    void aBrokerThatLosesItsDirectorySaysSoAndTheProcessGoesOn() throws ExecutionException, InterruptedException, IOException {
        // Given
        Path directory = temp.resolve("broker");
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        CompletableFuture<BrokerException> told = new CompletableFuture<>();
        broker.onFailure(told::complete);
        Records.create(broker, Map.of("segment.bytes", Integer.toString(1 << 20)));
        Records.send(broker, 1 << 19);

        // When: the next segment finds a file where its directory was
        Path partition = directory.resolve("logs/records-0");
        Files.move(partition, temp.resolve("moved"));
        Files.writeString(partition, "");
        await().atMost(Duration.ofMinutes(5)).pollDelay(Duration.ZERO).until(() -> {
            Records.tryToSend(broker, 1 << 19, 1 << 19, 1 << 19);
            return told.isDone();
        });

        // Then
        assertThat(told.join()).hasMessageContaining(directory.toString()).hasMessageContaining("Run the same command again");
        assertThat(broker.failure()).contains(told.join());
        broker.close();
        assertThat(EmbeddedBroker.inspect(directory)).isEqualTo(StartState.REOPENED);
    }

    /** As when an fsync fails while Kafka ends: it warns, ends, and leaves out the file that says that its logs are on the disk. */
    @Test
    void anEndWithoutForcedLogsIsNoCleanOne() throws IOException, ExecutionException, InterruptedException {
        // Given
        Path directory = temp.resolve("broker");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            Records.create(broker, Map.of());
        }
        assertThat(BrokerDirectory.inspect(directory, "after a power loss").state()).isEqualTo(StartState.REOPENED);

        // When: there is something in the way of that file
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            Files.createDirectories(directory.resolve("logs/.kafka_cleanshutdown/in-the-way"));
        }

        // Then
        assertThat(BrokerDirectory.inspect(directory, "after a power loss").state()).isEqualTo(StartState.SUSPECT);
    }

    @Test
    void whatAClientDiesOfIsLaidToTheDirectoryOnlyWhenItCannotBeWritten() throws IOException {
        // Given
        Path directory = temp.resolve("broker");
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        assertThat(broker.behindFaultOfClient()).isEmpty();
        assertThat(broker.failure()).isEmpty();

        // When: the file that tries the disk finds a directory in its place
        Files.createDirectories(directory.resolve("trial/full"));

        // Then
        assertThat(broker.behindFaultOfClient()).hasValueSatisfying(fault -> assertThat(fault)
                .hasMessageContaining(directory + " cannot be written").hasMessageContaining("run the same command again"));
        assertThat(broker.failure()).as("a broker that is not waited for when it is closed").isPresent();
        broker.close();
    }

    /** Another process, to be killed. */
    static final class KilledMain {

        static final String COMMITTED = "committed";
        static final Integer[] LENGTHS = {10, 1 << 20, 30};

        private KilledMain() {
        }

        public static void main(String[] arguments) throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
            Records.create(broker, Map.of());
            Records.send(broker, List.of(LENGTHS).stream().mapToInt(Integer::intValue).toArray());
            Records.leaveOpen(broker.bootstrapServers(), 40);
            System.out.println(COMMITTED);
            System.in.read();
        }
    }
}
