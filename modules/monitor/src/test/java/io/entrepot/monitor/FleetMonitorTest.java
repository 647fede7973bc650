package io.entrepot.monitor;

import static io.entrepot.monitor.core.Records.RUN_BYTES;
import static io.entrepot.monitor.core.Records.entry;
import static io.entrepot.monitor.core.Records.generation;
import static io.entrepot.monitor.core.Records.key;
import static io.entrepot.monitor.core.Records.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.monitor.core.Trouble;
import io.entrepot.monitor.core.Turn;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.JournalState;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnStarted;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PortFixture.class)
class FleetMonitorTest {

    private static final long SIZE = 4L * RUN_BYTES;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private PortFixture fixture;

    @BeforeEach
    void take(PortFixture broker) {
        fixture = broker;
    }

    @Test
    void tellsImagesPartitionsAndLagFromTheTopics() {
        try (Port port = fixture.port("whole")) {
            // Given
            port.admin.ensureDestination(port.topics, "berlin", (short) 1);
            port.admin.ensureDestination(port.topics, "oslo", (short) 1);
            long began = port.nowMs;
            port.committed(() -> {
                interim(port, 0, "a", 1);
                port.journal(0, entry("a", generation(1), 0, JournalState.SEALED, SIZE, SIZE, 4));
                interim(port, 0, "b", 2);
                port.journal(0, entry("b", generation(2), 2, JournalState.OPEN, SIZE, RUN_BYTES, 1));
                port.journal(1, entry("c", generation(3), 0, JournalState.SEALED, SIZE, SIZE, 4));
            });
            port.aborted(() -> port.journal(0, entry("b", generation(2), 2, JournalState.SEALED, SIZE, SIZE, 3)));
            port.position(port.topics.applicationId("berlin"), port.topics.interim(), 0, 3);
            port.committed(() -> {
                port.ordered("berlin", 0, new RecordKey("a", generation(1), 0L), new TurnStarted(1, 0L, "topic"));
                port.ordered("berlin", 1, new RecordKey("c", generation(3), 0L), new TurnStarted(1, 0L, "topic"));
                port.ordered("berlin", 1, new RecordKey("c", generation(3), 0L), blocks());
                port.receipt("berlin", 1, key("c", generation(3)), receipt(ReceiptState.RECEIVING, 1, 0, RUN_BYTES, null));
            });
            port.position(port.topics.writerGroup("berlin"), port.topics.ordered("berlin"), 1, 2);

            try (FleetMonitor monitor = port.monitor(Optional.empty())) {
                // When
                port.nowMs += 5_000;
                FleetState state = monitor.look();

                // Then
                assertThat(state.journalFromMs()).isEmpty();
                assertThat(state.destinations()).extracting(each -> each.destination().orElse("none")).containsExactly("berlin", "oslo");
                DestinationState berlin = state.destinations().get(0);
                assertThat(stages(berlin)).containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", Stage.RECEIVING, "b", Stage.SENDING, "c", Stage.RECEIVING));
                PartitionState first = berlin.partitions().get(0);
                assertThat(first.turn()).contains(new Turn("a", generation(1), 1, OptionalLong.of(began)));
                assertThat(first.waitingImages()).isEqualTo(1);
                assertThat(first.waitingBytes()).isEqualTo(SIZE + RUN_BYTES);
                assertThat(first.waitingRecords()).isEqualTo(5);
                assertThat(first.writer().known()).isFalse();
                assertThat(first.writer().records()).as("the record and the mark of its transaction").isEqualTo(2);
                assertThat(first.writer().oldestAtMs()).hasValue(began);
                assertThat(first.resequencer().records()).isEqualTo(2);
                assertThat(first.resequencer().oldestAtMs()).hasValue(began);
                assertThat(first.resequencer().bytes().orElse(0)).isPositive();
                PartitionState second = berlin.partitions().get(1);
                assertThat(second.turn()).contains(new Turn("c", generation(3), 1, OptionalLong.of(began)));
                assertThat(second.writer().records()).as("only a mark is left").isZero();
                assertThat(stages(state.destinations().get(1))).containsEntry("a", Stage.WAITING).containsEntry("b", Stage.SENDING);

                // When
                port.committed(() -> {
                    port.journal(0, entry("b", generation(2), 2, JournalState.SEALED, SIZE, SIZE, 3));
                    port.receipt("berlin", 0, key("a", generation(1)), receipt(ReceiptState.FAILED, 1, 0, 0, "It broke."));
                    port.receipt("berlin", 1, key("c", generation(3)), receipt(ReceiptState.COMMITTED, 1, 0, SIZE, null));
                });
                DestinationState later = monitor.look().destinations().get(0);

                // Then
                assertThat(stages(later)).containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", Stage.FAILED, "b", Stage.WAITING, "c", Stage.COMMITTED));
                assertThat(later.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.FAILED);
            }
        }
    }

    @Test
    void readsNoMoreOfTheJournalThanItIsTold() {
        try (Port port = fixture.port("bounded")) {
            // Given
            port.committed(() -> {
                for (int image = 1; image <= 400; image++) {
                    port.journal(0, entry("image" + image, generation(image), image * 10L, JournalState.SEALED, SIZE, SIZE, 4));
                }
            });

            // When
            try (FleetMonitor monitor = port.monitor(Optional.empty(), 10_000)) {
                FleetState state = monitor.look();

                // Then
                List<ImageState> images = state.destinations().get(0).images();
                assertThat(images.size()).isBetween(1, 200);
                assertThat(images.get(images.size() - 1).image()).isEqualTo("image400");
                assertThat(state.journalFromMs()).hasValue(port.nowMs);
            }
        }
    }

    @Test
    void twoDestinationsAtTwoPlacesOfATopicDoNotMakeItReadAgain() {
        try (Port port = fixture.port("glanced"); Glances glances = new Glances(port.kafka.fetcher("glances"))) {
            // Given
            for (int image = 1; image <= 3; image++) {
                String name = "image" + image;
                port.committed(() -> interim(port, 0, name, 1));
            }
            TopicPartition place = new TopicPartition(port.topics.interim(), 0);
            Map<TopicPartition, Long> end = Map.of(place, port.admin.endOffsets(port.topics.interim()).get(place));
            Optional<Glances.Found> first = glances.at(Map.of(place, 0L), end).get(place);
            Optional<Glances.Found> second = glances.at(Map.of(place, 2L), end).get(place);
            assertThat(first).isPresent().isNotEqualTo(second);

            // When nothing is left to be read
            port.admin.trim(end);

            // Then
            assertThat(glances.at(Map.of(place, 0L), end)).containsEntry(place, first);
            assertThat(glances.at(Map.of(place, 2L), end)).containsEntry(place, second);
        }
    }

    @Test
    void anImageThatIsPausedIsNotStalled() {
        try (Port port = fixture.port("paused"); FleetMonitor monitor = port.monitor(Optional.empty())) {
            // Given
            port.admin.ensureDestination(port.topics, "oslo", (short) 1);
            port.committed(() -> {
                port.journal(0, entry("web/a", generation(1), 0, JournalState.OPEN, SIZE, RUN_BYTES, 1));
                port.journal(0, entry("b", generation(2), 2, JournalState.OPEN, SIZE, RUN_BYTES, 1));
            });

            // When
            port.order("web/*", ControlVerb.PAUSE);
            port.nowMs += 60_000;
            DestinationState paused = monitor.look().destinations().get(0);

            // Then
            assertThat(stages(paused)).containsExactlyInAnyOrderEntriesOf(Map.of("web/a", Stage.PAUSED, "b", Stage.SENDING));
            assertThat(paused.troubles()).extracting(trouble -> trouble.image().orElse("")).contains("b").doesNotContain("web/a");

            // When it has been given the turn
            port.committed(() -> {
                port.ordered("oslo", 0, new RecordKey("web/a", generation(1), 0L), new TurnStarted(1, 0L, "topic"));
                port.receipt("oslo", 0, key("web/a", generation(1)), receipt(ReceiptState.RECEIVING, 1, 0, RUN_BYTES, null));
            });

            // Then
            assertThat(stages(monitor.look().destinations().get(0))).containsEntry("web/a", Stage.PAUSED);

            // When
            port.order("**", ControlVerb.RESUME);

            // Then
            assertThat(stages(monitor.look().destinations().get(0))).containsEntry("web/a", Stage.RECEIVING);
        }
    }

    @Test
    void aFleetThatWasMadeAnewIsSeenAfresh() {
        try (Port before = fixture.port("anew"); FleetMonitor monitor = before.monitor(Optional.empty())) {
            // Given
            before.committed(() -> before.journal(0, entry("a", generation(1), 0, JournalState.SEALED, SIZE, SIZE, 4)));
            assertThat(stages(monitor.look().destinations().get(0))).containsOnlyKeys("a");

            // When
            before.admin.delete(before.admin.names(before.topics));
            await().atMost(PATIENCE).until(() -> before.admin.names(before.topics).isEmpty());
            try (Port after = fixture.port("anew")) {
                after.committed(() -> after.journal(0, entry("b", generation(2), 0, JournalState.SEALED, SIZE, SIZE, 4)));
                before.nowMs += 60_000;

                // Then
                assertThat(stages(monitor.look().destinations().get(0))).containsOnlyKeys("b");
            }
        }
    }

    @Test
    void aDestinationThatWasResetIsSeenAfresh() {
        try (Port port = fixture.port("reset"); FleetMonitor monitor = port.monitor(Optional.empty())) {
            // Given
            port.admin.ensureDestination(port.topics, "oslo", (short) 1);
            port.committed(() -> {
                port.journal(0, entry("a", generation(1), 0, JournalState.SEALED, SIZE, SIZE, 4));
                port.receipt("oslo", 0, key("a", generation(1)), receipt(ReceiptState.COMMITTED, 1, 0, SIZE, null));
            });
            assertThat(stages(monitor.look().destinations().get(0))).containsEntry("a", Stage.COMMITTED);

            // When
            reset(port);

            // Then
            DestinationState none = monitor.look().destinations().get(0);
            assertThat(none.destination()).isEmpty();
            assertThat(stages(none)).containsEntry("a", Stage.SEALED);

            // When it is made anew
            port.admin.ensureDestination(port.topics, "oslo", (short) 1);
            port.nowMs += 60_000;

            // Then
            assertThat(stages(monitor.look().destinations().get(0))).containsEntry("a", Stage.WAITING);

            // When it is reset and made anew between two looks
            port.committed(() -> port.receipt("oslo", 0, key("a", generation(1)), receipt(ReceiptState.COMMITTED, 1, 0, SIZE, null)));
            assertThat(stages(monitor.look().destinations().get(0))).containsEntry("a", Stage.COMMITTED);
            reset(port);
            port.admin.ensureDestination(port.topics, "oslo", (short) 1);
            port.nowMs += 60_000;

            // Then
            assertThat(stages(monitor.look().destinations().get(0))).containsEntry("a", Stage.WAITING);
        }
    }

    @Test
    void saysWhatThereIsNot() {
        try (Port port = fixture.port("small")) {
            // Given
            port.admin.ensureDestination(port.topics, "berlin", (short) 1);

            // When, Then
            try (FleetMonitor monitor = port.monitor(Optional.of("paris"))) {
                assertThatThrownBy(monitor::look).isInstanceOf(MonitorException.class)
                        .hasMessage("The fleet small has no destination paris: it has berlin.");
            }
            MonitorSettings other = new MonitorSettings("other", Optional.empty(), 1_000);
            try (FleetMonitor monitor = new FleetMonitor(other, port.kafka, port.registry, () -> port.nowMs)) {
                assertThatThrownBy(monitor::look).isInstanceOf(MonitorException.class).hasMessageContaining("There is no fleet other");
            }
        }
    }

    /** Kafka answers when it has decided that topics go; a moment later nobody is told of them any more. */
    private static void reset(Port port) {
        List<String> topics = List.of(port.topics.ordered("oslo"), port.topics.receipts("oslo"), port.topics.recall("oslo"));
        port.admin.delete(topics);
        await().atMost(PATIENCE).until(() -> port.admin.names(port.topics).stream().noneMatch(topics::contains));
    }

    private static Map<String, Stage> stages(DestinationState state) {
        return state.images().stream().collect(Collectors.toMap(ImageState::image, ImageState::stage));
    }

    /** Two records. */
    private static void interim(Port port, int partition, String image, int generation) {
        port.interim(partition, new RecordKey(image, generation(generation), 0L),
                new ImageOpened(SIZE, "agent-7", 1, 0, 0644, 0L, Instant.EPOCH));
        port.interim(partition, new RecordKey(image, generation(generation), 0L), blocks());
    }

    private static NewBlocks blocks() {
        return new NewBlocks((long) RUN_BYTES, 0, null, List.of(RUN_BYTES), ByteBuffer.allocate(32), ByteBuffer.allocate(RUN_BYTES));
    }
}
