package io.entrepot.resequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The resequencer over a broker, between an agent and a writer that do what theirs is to the topics. */
class ResequencerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int NO_SCHEMA = 1_000_000;

    @TempDir
    static Path brokerDirectory;
    private static EmbeddedBroker broker;
    @TempDir
    Path directory;
    private Harbour harbour;
    private Sender sender;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(brokerDirectory);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        String fleet = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        harbour = new Harbour(broker, directory, fleet, 2);
        sender = new Sender(harbour);
    }

    @AfterEach
    void close() {
        sender.close();
        harbour.close();
    }

    /** Images 0 to images - 1, turn about, on two partitions, a transaction of each round that comes to nothing. */
    private void sendInterleaved(int images, int fromRun, int toRun, int runs) {
        for (int run = fromRun; run < toRun; run++) {
            sender.begin();
            for (int image = 0; image < images; image++) {
                if (run == 0) {
                    sender.open(image % 2, image, runs);
                }
                sender.run(image % 2, image, run);
                if (run == runs - 1) {
                    sender.seal(image % 2, image, runs);
                }
            }
            sender.commit();
            sender.begin();
            sender.run(run % 2, run % images, run);
            sender.abort();
        }
    }

    private Resequencer started(boolean registryBroken) {
        Resequencer resequencer = new Resequencer(harbour.settings(), harbour.kafka,
                new FragileRegistry(harbour.registry, NO_SCHEMA, registryBroken));
        resequencer.start();
        return resequencer;
    }

    private boolean allReadAndCommitted() {
        Map<TopicPartition, Long> positions = harbour.admin.positions(harbour.topics.applicationId(Harbour.DESTINATION));
        return harbour.admin.endOffsets(harbour.topics.interim()).entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Test
    void goesOnAfterADirtyEnd() throws WireException, InterruptedException {
        // Given
        int images = 6;
        sendInterleaved(images, 0, 10, 20);
        try (Resequencer first = started(true); QuickWriter writer = new QuickWriter(harbour)) {
            await().atMost(PATIENCE).until(this::allReadAndCommitted);
            byte[] unknown = ByteBuffer.allocate(20).putInt(1, NO_SCHEMA).array();
            sender.begin();
            sender.raw(0, unknown, unknown);
            sender.commit();
            await().atMost(PATIENCE).until(() -> first.failure().isPresent());
            assertThat(first.failure().get()).hasMessage("The registry is away: see to it.");
            first.close();
            // When
            try (Resequencer second = started(false)) {
                sendInterleaved(images, 10, 20, 20);
                await().atMost(PATIENCE).until(() -> writer.committed.size() == images || writer.fault != null);
                // Then
                assertThat(writer.fault).isNull();
                assertThat(second.figures().refusedRecords()).as("J").isEqualTo(1);
                OrderedLog even = OrderedLog.check(harbour, 0);
                OrderedLog odd = OrderedLog.check(harbour, 1);
                assertThat(even.sealed + odd.sealed).isEqualTo(images);
                assertThat(even.deferred).as("the end was dirty: payloads are gone").isPositive();
                assertThat(second.figures().drainedBytes()).isPositive();
            }
        }
    }

    @Test
    void keepsPayloadsOverACleanEnd() throws WireException, InterruptedException {
        // Given
        int images = 4;
        sendInterleaved(images, 0, 10, 20);
        try (Resequencer first = started(false)) {
            // Two runs of images 0 and 1 are passed on, all of images 2 and 3 wait.
            await().atMost(PATIENCE).until(() -> first.figures().waitedRecords() == 20);
        }
        try (Resequencer second = started(false); QuickWriter writer = new QuickWriter(harbour)) {
            // When
            sendInterleaved(images, 10, 20, 20);
            await().atMost(PATIENCE).until(() -> writer.committed.size() == images || writer.fault != null);
            // Then
            OrderedLog even = OrderedLog.check(harbour, 0);
            OrderedLog odd = OrderedLog.check(harbour, 1);
            assertThat(even.deferred + odd.deferred).isZero();
            assertThat(second.figures().switches()).isEqualTo(2);
        }
    }

    @Test
    void parksAnImageWhoseAgentIsGone() throws WireException, InterruptedException {
        // Given
        sender.begin();
        sender.open(0, 0, 2);
        sender.open(0, 2, 1);
        sender.run(0, 0, 0);
        sender.run(0, 2, 0);
        sender.seal(0, 2, 1);
        sender.commit();
        ResequencerSettings settings = harbour.settings().withStallTimeout(Duration.ofSeconds(2));
        try (Resequencer resequencer = new Resequencer(settings, harbour.kafka, harbour.registry);
                QuickWriter writer = new QuickWriter(harbour)) {
            // When
            resequencer.start();
            await().atMost(PATIENCE).until(() -> writer.committed.contains("image2") || writer.fault != null);
            sender.begin();
            sender.run(0, 0, 1);
            sender.seal(0, 0, 2);
            sender.commit();
            await().atMost(PATIENCE).until(() -> writer.committed.size() == 2 || writer.fault != null);
            // Then
            assertThat(writer.parked).containsExactly("image0");
            assertThat(OrderedLog.check(harbour, 0).sealed).isEqualTo(2);
            assertThat(resequencer.figures().turns()).isEqualTo(3);
        }
    }

    @Test
    void readsNoFurtherThanTheBufferHoldsWhileTheWriterIsAway() throws WireException, InterruptedException {
        // Given
        int runs = (int) (2 * ResequencerSettings.BUFFER_BYTES_MIN / Sender.RUN_BYTES);
        sender.begin();
        sender.open(0, 0, runs);
        for (int run = 0; run < runs; run++) {
            sender.run(0, 0, run);
        }
        sender.seal(0, 0, runs);
        sender.commit();
        ResequencerSettings settings = harbour.settings().withAheadBytesMax(3 * ResequencerSettings.AHEAD_BYTES_MIN)
                .withBufferBytesMax(ResequencerSettings.BUFFER_BYTES_MIN);
        try (Resequencer resequencer = new Resequencer(settings, harbour.kafka, harbour.registry)) {
            resequencer.start();
            await().atMost(PATIENCE).until(() ->
                    resequencer.figures().waitedBytes() > ResequencerSettings.BUFFER_BYTES_MIN * 7 / 8);
            // When
            try (QuickWriter writer = new QuickWriter(harbour)) {
                await().atMost(PATIENCE).until(() -> writer.committed.size() == 1 || writer.fault != null);
            }
            // Then
            assertThat(resequencer.figures().deferredRecords()).isZero();
            assertThat(OrderedLog.check(harbour, 0).sealed).isEqualTo(1);
        }
    }

    @Test
    void stopsWhenTheRegistryHasLostTheSchemas() throws WireException, InterruptedException {
        // Given
        sendInterleaved(2, 0, 2, 2);
        try (SchemaRegistry empty = SchemaRegistries.embedded(directory.resolve("empty.json"));
                Resequencer astray = new Resequencer(harbour.settings(), harbour.kafka, empty)) {
            // When, Then
            assertThatThrownBy(astray::start).as("F").isInstanceOf(ResequencerException.class)
                    .hasMessageContaining("No record at the start or the end of " + harbour.topics.interim())
                    .hasMessageContaining("Schema id ").hasMessageContaining("Nothing was passed over.");
            assertThat(harbour.admin.positions(harbour.topics.applicationId(Harbour.DESTINATION))).isEmpty();
        }
        try (Resequencer right = started(false); QuickWriter writer = new QuickWriter(harbour)) {
            await().atMost(PATIENCE).until(() -> writer.committed.size() == 2 || writer.fault != null);
            assertThat(right.figures().refusedRecords()).isZero();
        }
    }

    @Test
    void oneRecordOfAnUnknownSchemaDoesNotStopIt() throws InterruptedException {
        // Given
        byte[] unknown = ByteBuffer.allocate(20).putInt(1, NO_SCHEMA).array();
        sender.begin();
        sender.raw(0, unknown, unknown);
        sender.commit();
        sendInterleaved(2, 0, 2, 2);
        // When
        try (Resequencer resequencer = started(false); QuickWriter writer = new QuickWriter(harbour)) {
            await().atMost(PATIENCE).until(() -> writer.committed.size() == 2 || writer.fault != null);
            // Then
            assertThat(resequencer.figures().refusedRecords()).as("J").isEqualTo(1);
        }
    }
}
