package io.entrepot.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.JournalState;
import io.entrepot.wire.ReceiptState;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TroublesTest {

    private static final long START_MS = 1_700_000_000_000L;
    private static final long MINUTE_MS = 60_000;
    private static final int RUN = Records.RUN_BYTES;

    private final FleetFold fold = new FleetFold("fleet", true);

    @Test
    void anAgentThatSaysNothingIsNamed() {
        // Given
        entry("a", 1, JournalState.OPEN, 0);
        entry("a", 1, JournalState.OPEN, RUN);

        // When, Then
        assertThat(troubles(START_MS + 29_000, positions(0, null, 1))).isEmpty();
        assertThat(troubles(START_MS + MINUTE_MS, positions(0, null, 1))).filteredOn(t -> t.kind() == Trouble.Kind.STALLED)
                .singleElement().satisfies(trouble -> {
                    assertThat(trouble.image()).contains("a");
                    assertThat(trouble.sinceMs()).isEqualTo(START_MS);
                    assertThat(trouble.sentence()).contains("agent-7");
                });
    }

    @Test
    void failuresAreToldUntilTheImageIsSentAnew() {
        // Given
        entry("a", 1, JournalState.SEALED, RUN);
        receipt("a", 1, ReceiptState.FAILED, "The disk is full.");

        // When, Then
        assertThat(troubles(START_MS, positions(0, null, 1))).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.FAILED);
            assertThat(trouble.sentence()).isEqualTo("The disk is full.");
        });

        // When
        entry("a", 2, JournalState.OPEN, RUN);

        // Then
        assertThat(troubles(START_MS, positions(0, null, 1))).isEmpty();
    }

    @Test
    void aWriterThatLeavesThingsLyingIsSaid() {
        // Given
        entry("a", 1, JournalState.SEALED, RUN);
        Head head = new Head("a", Records.generation(1), OptionalInt.of(1), START_MS);

        // When, Then
        assertThat(troubles(START_MS + 10_000, positions(0, head, 1))).isEmpty();
        assertThat(troubles(START_MS + MINUTE_MS, positions(0, head, 1))).extracting(Trouble::kind).containsExactly(Trouble.Kind.WRITER);
    }

    @Test
    void aParkedImageIsParkedSinceThenThoughItsAgentGoesOn() {
        // Given
        entry("a", 1, JournalState.OPEN, 2 * RUN);
        receipt("a", 1, ReceiptState.PARKED, null);

        // When
        fold.take(0, START_MS + MINUTE_MS, "agent-7",
                Records.entry("a", Records.generation(1), 1, JournalState.OPEN, 4 * RUN, 3 * RUN, 1));

        // Then
        assertThat(troubles(START_MS + MINUTE_MS, positions(0, null, 1))).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.PARKED);
            assertThat(trouble.sinceMs()).isEqualTo(START_MS);
        });
    }

    @Test
    void aTurnThatWasSeenToBeginIsAsOldAsThat() {
        // Given
        entry("a", 1, JournalState.SEALED, RUN);
        Head head = new Head("a", Records.generation(1), OptionalInt.of(1), START_MS - MINUTE_MS);
        troubles(START_MS, positions(0, head, 1));

        // When
        receipt("a", 1, ReceiptState.RECEIVING, null);

        // Then
        assertThat(fold.at(START_MS, 1, Map.of("there", positions(0, null, 1))).destinations().get(0).partitions().get(0).turn())
                .contains(new Turn("a", Records.generation(1), 1, OptionalLong.of(START_MS - MINUTE_MS)));
    }

    @Test
    void noResequencerIsSaidWhenThereIsSomethingForOne() {
        // Given
        entry("a", 1, JournalState.SEALED, RUN);

        // When, Then
        assertThat(troubles(START_MS + MINUTE_MS, positions(5, null, 0))).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.RESEQUENCER);
            assertThat(trouble.sentence()).contains("no resequencer runs");
        });
        assertThat(troubles(START_MS + MINUTE_MS, positions(5, null, 1))).singleElement()
                .satisfies(trouble -> assertThat(trouble.sentence()).contains("does not go on"));
    }

    @Test
    void anImageThatWaitsForItsOwnAgentIsNotTheResequencersFault() {
        // Given
        entry("a", 1, JournalState.OPEN, 2 * RUN);
        receipt("a", 1, ReceiptState.RECEIVING, null);

        // When, Then
        assertThat(troubles(START_MS + MINUTE_MS, positions(0, null, 1))).extracting(Trouble::kind)
                .containsExactly(Trouble.Kind.STALLED);
    }

    @Test
    void nothingIsWrongWhenAllIsDone() {
        // Given
        entry("a", 1, JournalState.SEALED, RUN);
        receipt("a", 1, ReceiptState.COMMITTED, null);

        // When, Then
        assertThat(troubles(START_MS + 1_000 * MINUTE_MS, positions(0, null, 0))).isEmpty();
    }

    @Test
    void withoutADestinationThereAreImagesAllTheSame() {
        // Given
        entry("a", 1, JournalState.SEALED, RUN);

        // When
        FleetState state = fold.at(START_MS, 1, Map.of());

        // Then
        assertThat(state.destinations()).singleElement().satisfies(none -> {
            assertThat(none.destination()).isEmpty();
            assertThat(none.images()).singleElement().extracting(ImageState::stage).isEqualTo(Stage.SEALED);
            assertThat(none.troubles()).isEmpty();
        });
    }

    private List<Trouble> troubles(long nowMs, PartPositions positions) {
        return fold.at(nowMs, 1, Map.of("there", positions)).destinations().get(0).troubles();
    }

    private static PartPositions positions(long interimRecords, Head head, int resequencers) {
        TopicLag interim = interimRecords == 0 ? TopicLag.NONE
                : new TopicLag(true, interimRecords, OptionalLong.of(100), OptionalLong.of(START_MS));
        TopicLag ordered = head == null ? TopicLag.NONE : new TopicLag(true, 1, OptionalLong.of(100), OptionalLong.of(head.atMs()));
        return new PartPositions(Map.of(0, interim), Map.of(0, ordered), head == null ? Map.of() : Map.of(0, head),
                OptionalInt.of(resequencers));
    }

    private void entry(String image, int generation, JournalState state, long cursor) {
        fold.take(0, START_MS, "agent-7", Records.entry(image, Records.generation(generation), generation, state, 4 * RUN, cursor,
                (int) (cursor / RUN)));
    }

    private void receipt(String image, int generation, ReceiptState state, String cause) {
        fold.take("there", 0, START_MS, Records.key(image, Records.generation(generation)),
                Records.receipt(state, 1, generation, state == ReceiptState.FAILED ? 0 : RUN, cause));
    }
}
