package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * E, F and H: writers that are killed behind each step of a commit, one after the other over the same destination, each in a
 * process of its own; the last one is left alone and everything is compared.
 */
class KillTest {

    private static final int MIB = 1 << 20;
    /** How often each step is killed behind; a soak sets it higher. */
    private static final int ROUNDS = Integer.getInteger("entrepot.kill.rounds", 1);

    @TempDir
    Path directory;

    @Test
    void aWriterKilledBehindAnyStepIsFinishedByTheNext() throws Exception {
        Random random = new Random(ROUNDS);
        int kills = 0;
        try (Feed feed = new Feed("kill", 1)) {
            Path root = directory.resolve("root");
            List<Sending> sent = new ArrayList<>();
            Path registry = directory.resolve("schemas.json");
            for (int round = 0; round < ROUNDS; round++) {
                for (CommitStep step : CommitStep.values()) {
                    send(feed, sent, round * 100 + step.ordinal());
                    Files.copy(TestBroker.get().registryFile, registry, StandardCopyOption.REPLACE_EXISTING);
                    kill(start(feed, registry, root, step, 1 + random.nextInt(4)), step);
                    kills++;
                    checkRecords(feed, root);
                }
                send(feed, sent, round * 100 + CommitStep.values().length);
                killAnywhen(start(feed, registry, root, CommitStep.OPEN, Integer.MAX_VALUE), random.nextInt(300));
                checkRecords(feed, root);
            }
            try (RunningWriter writer = RunningWriter.start(feed, root)) {
                for (Sending sending : sent) {
                    if (sending.disk.name.startsWith("aborted")) {
                        writer.failed(sending);
                    } else {
                        writer.committed(sending);
                    }
                }
                assertThat(writer.partials()).isEmpty();
            }
        }
        assertThat(kills).as("writers that were killed").isGreaterThanOrEqualTo(CommitStep.values().length * ROUNDS);
    }

    /** A few images of every kind: parked, from known blocks, deferred, aborted. */
    private static void send(Feed feed, List<Sending> sent, int number) {
        Disk disk = Disk.random("disk" + number, number, MIB + 333).zero(MIB / 2, MIB / 2 + 64 * Disk.PAGE);
        Sending first = Sending.of(feed, disk);
        first.turn().fresh(MIB / 4).fresh(MIB / 2).zeros(MIB / 2 + 64 * Disk.PAGE).park();
        Sending aborted = Sending.of(feed, Disk.random("aborted" + number, number + 50, MIB));
        aborted.turn().fresh(MIB / 4).fresh(MIB / 2).abort("it was changed", null);
        first.turn().deferred(3 * MIB / 4 + 64 * Disk.PAGE).fresh(MIB + 333).seal();
        Disk copy = Disk.random("copy" + number, number + 70, MIB).copy(0, disk, 0, MIB / 2);
        Sending second = Sending.of(feed, copy);
        second.turn().known(MIB / 2, first, 0).fresh(MIB).seal();
        sent.addAll(List.of(first, aborted, second));
    }

    private Process start(Feed feed, Path registry, Path root, CommitStep step, int number) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(),
                feed.kafka.bootstrapServer(), registry.toString(), feed.topics.fleet(), root.toString(), step.name(),
                Integer.toString(number)).redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private void kill(Process process, CommitStep step) throws Exception {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("not killed behind " + step + ": " + Files.readString(log()));
        }
        assertThat(process.exitValue()).as("%s: %s", step, Files.readString(log())).isEqualTo(128 + 9);
    }

    /** Some time after the writer has begun to write. */
    private void killAnywhen(Process process, int afterMs) throws Exception {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> Files.readString(log()).contains("goes on"));
        assertThat(process.waitFor(afterMs, TimeUnit.MILLISECONDS)).as(() -> "the writer ended by itself").isFalse();
        process.destroyForcibly().waitFor();
    }

    private Path log() {
        return directory.resolve("killed.log");
    }

    /** E: what receipts have said is durable, whenever the process died. */
    private static void checkRecords(Feed feed, Path root) throws IOException {
        DestinationRecords records = DestinationRecords.at(root);
        for (Feed.Said said : List.copyOf(feed.receipts())) {
            Receipt receipt = said.receipt();
            var record = records.find(said.key().getImage());
            if (receipt.getState() == ReceiptState.COMMITTED) {
                assertThat(record.orElseThrow().committed()).as("E: %s", said.key().getImage()).isPresent();
                assertThat(Files.size(root.resolve(said.key().getImage()))).isEqualTo(receipt.getCursor());
            } else if (receipt.getState() == ReceiptState.RECEIVING && record.isPresent()) {
                long cursor = record.get().incoming().map(incoming -> incoming.cursor()).orElse(Long.MAX_VALUE);
                assertThat(cursor).as("E: %s", said.key().getImage()).isGreaterThanOrEqualTo(receipt.getCursor());
            }
        }
    }
}
