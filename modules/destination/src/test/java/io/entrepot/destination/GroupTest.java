package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.image.Volume;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.ReceiptState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that share a directory and a destination's partitions. */
class GroupTest {

    private static final int MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path root;

    @TempDir
    Path beside;

    @Test
    void partitionsGoFromWriterToWriterWithWhatIsHalfWritten() throws Exception {
        try (Feed feed = new Feed("group", 2)) {
            // Given: one writer of both partitions, in the middle of an image of each
            List<Sending> sent = List.of(Sending.of(feed, 0, Disk.random("disk0", 1, 2 * MIB)).turn().fresh(MIB),
                    Sending.of(feed, 1, Disk.random("disk1", 2, 2 * MIB)).turn().fresh(MIB));
            Share first = new Share(feed, root);
            sent.forEach(sending -> first.writer.receipt(sending, ReceiptState.RECEIVING));
            // When: a second one comes
            Share second = new Share(feed, root);
            // Then: each has one, and the image that has moved goes on where it was
            first.awaitCount(1);
            second.awaitCount(1);
            sent.forEach(sending -> sending.fresh(2 * MIB).seal());
            for (Sending sending : sent) {
                assertThat(first.writer.committed(sending).getRuns()).isLessThanOrEqualTo(2);
            }
            // When: the first one ends
            Sending later = Sending.of(feed, first.partition(), Disk.random("later", 3, MIB)).turn().fresh(MIB / 2);
            first.writer.receipt(later, ReceiptState.RECEIVING);
            first.writer.close();
            // Then: the second has everything
            second.awaitCount(2);
            later.fresh(MIB).seal();
            second.writer.committed(later);
            assertThat(second.writer.partials()).isEmpty();
            second.writer.close();
        }
    }

    @Test
    void whatAKilledWriterHadIsFinishedByAnother() throws Exception {
        try (Feed feed = new Feed("group-kill", 2)) {
            List<Sending> sent = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sent.add(Sending.of(feed, i % 2, Disk.random("disk" + i, i, MIB + 333)).turn().fresh(MIB / 2).fresh(MIB).fresh(MIB + 333).seal());
            }
            // Given: a process that has all partitions and is killed with an image complete and not yet named
            Path registry = beside.resolve("schemas.json");
            Files.copy(TestBroker.get().registryFile, registry, StandardCopyOption.REPLACE_EXISTING);
            Process killed = start(feed, registry);
            assertThat(killed.waitFor(120, TimeUnit.SECONDS)).as("killed").isTrue();
            assertThat(killed.exitValue()).as(() -> read(beside.resolve("killed.log"))).isEqualTo(128 + 9);
            assertThat(DestinationRecords.at(root).readable((file, why) -> { })).as("half written").anyMatch(record -> record.incoming().isPresent());
            // When: two others take part
            Share first = new Share(feed, root);
            Share second = new Share(feed, root);
            // Then
            for (Sending sending : sent) {
                first.writer.committed(sending);
            }
            first.awaitCount(1);
            second.awaitCount(1);
            assertThat(first.writer.partials()).isEmpty();
            first.writer.close();
            second.writer.close();
        }
    }

    @Test
    void whoeverStillHasAPartitionsLockIsWaitedFor() throws Exception {
        try (Feed feed = new Feed("group-lock", 1)) {
            Sending sent = Sending.of(feed, Disk.random("disk", 1, MIB)).turn().fresh(MIB).seal();
            // Given: one that was held up, and does not know yet that it has lost its partition
            Volume heldUp = Volume.openParts(root, Set.of(0));
            Share next = new Share(feed, root);
            Awaitility.await().atMost(PATIENCE).until(() -> next.holder.get() != null);
            assertThat(next.holder.get()).startsWith("Another process (" + ProcessHandle.current().pid()).contains("is writing to " + root);
            assertThat(root.resolve("disk")).doesNotExist();
            // When
            heldUp.close();
            // Then
            next.writer.committed(sent);
            next.writer.close();
        }
    }

    @Test
    void whoWaitsForANameTakesPartInARebalance() throws Exception {
        try (Feed feed = new Feed("group-name", 2)) {
            Sending sent = Sending.of(feed, 0, Disk.random("disk", 1, MIB)).turn().fresh(MIB).seal();
            // Given: one that is held up while it gives the image's name to something, and one that waits for it
            try (Volume heldUp = Volume.openParts(root, Set.of(7))) {
                Closeable name = heldUp.lockName("disk", holder -> true);
                Share first = new Share(feed, root);
                Awaitility.await().atMost(PATIENCE).until(() -> first.holder.get() != null);
                assertThat(first.holder.get()).startsWith("Another process (" + ProcessHandle.current().pid()).contains("in " + root + " its name");
                // When
                Share second = new Share(feed, root);
                second.awaitCount(1);
                first.awaitCount(1);
                name.close();
                // Then
                first.writer.committed(sent);
                first.writer.close();
                second.writer.close();
            }
        }
    }

    private Process start(Feed feed, Path registry) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(),
                feed.kafka.bootstrapServer(), registry.toString(), feed.topics.fleet(), root.toString(), CommitStep.COMPLETE.name(),
                "1", "group").redirectErrorStream(true).redirectOutput(beside.resolve("killed.log").toFile()).start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** One writer of the group, and what the group has given it. */
    private static final class Share implements WriterListener {

        private final AtomicReference<Set<Integer>> partitions = new AtomicReference<>(Set.of());
        private final AtomicReference<String> holder = new AtomicReference<>();
        private final RunningWriter writer;

        Share(Feed feed, Path root) {
            writer = RunningWriter.ofGroup(feed, root, this);
        }

        @Override
        public void assigned(Set<Integer> numbers) {
            partitions.set(numbers);
        }

        @Override
        public void waits(String who) {
            holder.set(who);
        }

        void awaitCount(int number) {
            Awaitility.await().atMost(PATIENCE).until(() -> partitions.get().size() == number);
        }

        int partition() {
            return partitions.get().iterator().next();
        }
    }

    /** Members hear soon that others have come or gone. */
    static KafkaSettings attentive(String bootstrapServer) {
        return new KafkaSettings(bootstrapServer, Map.of("consumer.heartbeat.interval.ms", "500"));
    }

    /**
     * Six seconds without a word, which is the least that a broker takes, and the member counts as dead: for one that is killed. One that is
     * not would lose its partitions to a moment of standing still.
     */
    static KafkaSettings mortal(String bootstrapServer) {
        return new KafkaSettings(bootstrapServer, Map.of("consumer.session.timeout.ms", "6000", "consumer.heartbeat.interval.ms", "500"));
    }
}
