package io.entrepot.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.replay.Judgement.Kind;
import io.entrepot.wire.ReceiptState;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H: what is asked for is judged by name before anything is written. */
class ReplayTest {

    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    private Path scratch;

    private TestFleet fleet;
    private TestFleet.Image golden;
    private TestFleet.Image clone;
    private TestFleet.Image alone;

    @BeforeEach
    void send() {
        fleet = new TestFleet("replay" + FLEETS.incrementAndGet());
        golden = fleet.fresh("golden");
        clone = fleet.known("clone", golden);
        alone = fleet.fresh("alone");
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void aRetryRecallsWhatRefersToBlocksThatWerePublishedLongBefore() {
        // Given: it alone failed, so that nothing before it is read
        fleet.said(clone, ReceiptState.FAILED);
        fleet.said(golden, ReceiptState.COMMITTED);

        // When
        Outcome outcome = replay(From.START, false, false).retry();

        // Then
        assertThat(outcome.judgements()).singleElement().satisfies(judgement -> {
            assertThat(judgement.sent().image()).isEqualTo("clone");
            assertThat(judgement.kind()).as("%s", judgement.why()).isEqualTo(Kind.RECALLED);
        });
        assertThat(outcome.written()).isTrue();
        assertThat(fleet.isRecalled()).isTrue();
    }

    @Test
    void aRetryOfWhatWasTrimmedIsRefusedByName() {
        // Given
        fleet.said(clone, ReceiptState.FAILED);
        fleet.trimBefore(clone.openedAt());
        Outcome blocksAreGone = replay(From.START, false, true).retry();
        fleet.trimBefore(alone.openedAt());

        // When
        Outcome outcome = replay(From.START, false, false).retry();

        // Then
        assertThat(kinds(blocksAreGone)).containsExactlyEntriesOf(Map.of("clone", Kind.REFUSED));
        assertThat(blocksAreGone.judgements().get(0).why()).contains("of image golden").contains("no longer holds them");
        assertThat(kinds(outcome)).containsExactlyEntriesOf(Map.of("clone", Kind.REFUSED));
        assertThat(outcome.judgements().get(0).why()).contains("Its opening is no longer on the interim topic");
        assertThat(fleet.isRecalled()).isFalse();
    }

    @Test
    void aRetryLeavesAloneWhatWasSentAnewSince() {
        // Given
        fleet.said(golden, ReceiptState.FAILED);
        fleet.said(clone, ReceiptState.FAILED);
        fleet.said(alone, ReceiptState.FAILED);
        TestFleet.Image anew = fleet.fresh("golden");
        fleet.said(fleet.fresh("clone"), ReceiptState.COMMITTED);

        // When
        Outcome outcome = replay(From.START, false, true).retry();

        // Then
        assertThat(kinds(outcome)).as("whether the destination has heard of the new sending or not").containsExactlyEntriesOf(
                Map.of("alone", Kind.RECALLED));

        // When the opening of what failed is gone, too
        fleet.trimBefore(anew.openedAt());

        // Then
        assertThat(kinds(replay(From.START, false, true).retry())).containsExactlyEntriesOf(Map.of("alone", Kind.REFUSED));
    }

    @Test
    void whatWasSupersededIsHadAgainWhenWhatTookItsPlaceCameToNothing() {
        // Given
        TestFleet.Image onAnotherPartition = new TestFleet.Image("alone", UUID.randomUUID().toString(), 0);
        fleet.said(alone, ReceiptState.SUPERSEDED);
        fleet.said(onAnotherPartition, ReceiptState.RECEIVING);

        // Then
        assertThat(kinds(replay(From.START, true, false).replay())).containsEntry("alone", Kind.NOT_NEEDED);
        assertThat(replay(From.START, true, false).retry().judgements()).isEmpty();

        // When
        fleet.said(onAnotherPartition, ReceiptState.FAILED);

        // Then
        assertThat(kinds(replay(From.START, true, false).replay())).containsEntry("alone", Kind.RECALLED);
        assertThat(kinds(replay(From.START, true, false).retry())).isEqualTo(Map.of("alone", Kind.RECALLED));
    }

    @Test
    void whatIsBeingSentAnewIsNoLoss() {
        // Given: of one all is there, and the blocks that the other refers to are gone
        fleet.said(clone, ReceiptState.FAILED);
        fleet.said(alone, ReceiptState.FAILED);
        TestFleet.Image anew = fleet.opened("clone");
        fleet.opened("alone");
        fleet.trimBefore(clone.openedAt());

        // When
        Outcome retried = replay(From.START, true, false).retry();
        Outcome replayed = replay(From.START, true, true).replay();

        // Then
        assertThat(kinds(retried)).containsExactlyInAnyOrderEntriesOf(Map.of("clone", Kind.NOT_NEEDED, "alone", Kind.NOT_NEEDED));
        assertThat(retried.judgements()).allMatch(judgement -> judgement.why().equals("A newer sending of it is under way."));
        assertThat(fleet.isRecalled()).isFalse();
        assertThat(kinds(replayed)).isEqualTo(kinds(retried));

        // When the agent has given up
        fleet.aborted(anew);

        // Then
        assertThat(kinds(replay(From.START, false, true).retry()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("clone", Kind.REFUSED, "alone", Kind.NOT_NEEDED));
    }

    @Test
    void aSendingThatWasGivenUpOverOneThatIsThereIsNoLoss() {
        // Given
        fleet.said(alone, ReceiptState.COMMITTED);
        TestFleet.Image anew = fleet.opened("alone");
        fleet.aborted(anew);
        fleet.said(anew, ReceiptState.FAILED);

        // Then
        assertThat(kinds(replay(From.START, false, false).retry())).isEqualTo(Map.of("alone", Kind.NOT_NEEDED));
    }

    @Test
    void whatCannotBeRebuiltIsRefusedBeforeAnythingIsWritten() {
        // Given
        fleet.trimBefore(clone.openedAt());

        // When
        Outcome dry = replay(From.START, false, true).replay();
        Outcome none = replay(From.START, true, false).replay();

        // Then
        assertThat(kinds(dry)).containsExactlyInAnyOrderEntriesOf(Map.of("clone", Kind.REFUSED, "alone", Kind.RECALLED)).isEqualTo(kinds(none));
        assertThat(dry.newDestination()).isTrue();
        assertThat(none.written()).isFalse();
        assertThat(fleet.isMade()).as("topics of the destination, after a dry run and after none of all").isFalse();

        // When
        Outcome some = replay(From.START, false, false).replay();

        // Then
        assertThat(kinds(some)).isEqualTo(kinds(dry));
        assertThat(some.written()).isTrue();
        assertThat(fleet.isRecalled()).isTrue();
    }

    @Test
    void onlyWhatWasOpenedFromAPlaceOrATimeOnIsReplayed() {
        // When
        Outcome fromClone = replay(new From(Map.of(0, clone.openedAt()), OptionalLong.empty()), true, true).replay();
        Outcome behindClone = replay(new From(Map.of(0, clone.openedAt() + 1), OptionalLong.empty()), true, true).replay();
        Outcome fromNow = replay(new From(Map.of(), OptionalLong.of(Long.MAX_VALUE)), true, true).replay();
        Outcome fromEver = replay(new From(Map.of(), OptionalLong.of(1)), true, true).replay();

        // Then
        assertThat(kinds(fromClone)).as("its known blocks are read from wherever the topic holds them")
                .containsExactlyInAnyOrderEntriesOf(Map.of("clone", Kind.RECALLED, "alone", Kind.RECALLED));
        assertThat(kinds(behindClone)).containsExactlyEntriesOf(Map.of("alone", Kind.RECALLED));
        assertThat(fromNow.judgements()).isEmpty();
        assertThat(fromEver.judgements()).hasSize(3);
        assertThatThrownBy(() -> replay(new From(Map.of(1, 0L), OptionalLong.empty()), true, true).replay())
                .isInstanceOf(ReplayException.class).hasMessageStartingWith("There is no partition 1 in the fleet ");
    }

    @Test
    void whatATrimTakesThatOvertakesItIsRefusedByName() {
        // Given: all of it is read by then
        ScanProgress overtaken = (done, all, bytes) -> {
            if (done == all) {
                fleet.announceTrimBefore(clone.openedAt());
            }
        };

        // When
        Outcome none = new Replay(settings(From.START, true, false), fleet.kafka, fleet.registry, overtaken).replay();
        Outcome some = replay(From.START, false, false).replay();

        // Then
        assertThat(none.written()).isFalse();
        assertThat(kinds(none)).as("H: one's own records, and blocks of another's").containsExactlyInAnyOrderEntriesOf(
                Map.of("golden", Kind.REFUSED, "clone", Kind.REFUSED, "alone", Kind.RECALLED)).isEqualTo(kinds(some));
        assertThat(none.judgements().stream().filter(judgement -> judgement.kind() == Kind.REFUSED)).allMatch(judgement ->
                judgement.why().startsWith("A trim takes, or has taken, what stands before offset " + clone.openedAt() + " of partition 0 "));
        assertThat(some.written()).isTrue();

        // When it is taken back
        fleet.announceTrimBefore(golden.openedAt());

        // Then
        assertThat(kinds(replay(From.START, true, true).replay())).doesNotContainValue(Kind.REFUSED);
    }

    /** As it is where another choice was replayed before, and where the replay was killed on its way. */
    @Test
    void whatAReplayThatMadeTheDestinationDidNotGiveItIsHadByAnother() {
        // Given
        assertThat(kinds(replayed("alone"))).isEqualTo(Map.of("alone", Kind.RECALLED));
        fleet.hasRead();
        TestFleet.Image later = fleet.fresh("later");
        fleet.hasRead();

        // When
        Outcome outcome = replay(From.START, false, true).replay();

        // Then
        assertThat(outcome.newDestination()).isFalse();
        assertThat(kinds(outcome)).as("H: what was opened behind the replay is passed on by itself").containsEntry("golden", Kind.RECALLED)
                .containsEntry("clone", Kind.RECALLED).containsEntry(later.name(), Kind.NOT_NEEDED);
    }

    @Test
    void aSendingThatIsUnderWayWhenAReplayMakesTheDestinationIsToldAndHadByAnother() {
        // Given
        TestFleet.Image anew = fleet.opened("alone");

        // When
        Outcome made = replayed("alone");

        // Then
        assertThat(made.judgements()).singleElement().satisfies(judgement -> {
            assertThat(judgement.kind()).isEqualTo(Kind.RECALLED);
            assertThat(judgement.sent().id()).isEqualTo(alone.id());
            assertThat(judgement.why()).isEqualTo("A newer sending of it is under way: replay it once more when that is whole.");
        });

        // When its resequencer has begun
        fleet.hasRead();

        // Then
        assertThat(kinds(replayed("alone"))).as("it does not come by itself").isEqualTo(Map.of("alone", Kind.RECALLED));

        // When
        fleet.sealed(anew);
        fleet.hasRead();

        // Then
        assertThat(replayed("alone").judgements()).singleElement().satisfies(judgement -> {
            assertThat(judgement.kind()).as("H: %s", judgement.why()).isEqualTo(Kind.RECALLED);
            assertThat(judgement.sent().id()).isEqualTo(anew.id());
            assertThat(judgement.why()).isEmpty();
        });
    }

    @Test
    void aDestinationWhoseResequencerWasAwayForLongIsNoNewOne() {
        // Given
        fleet.said(alone, ReceiptState.COMMITTED);
        fleet.forgetsPositions();

        // When
        Outcome outcome = replay(From.START, false, false).replay();

        // Then
        assertThat(outcome.newDestination()).isFalse();
        assertThat(kinds(outcome)).containsEntry("alone", Kind.REFUSED).doesNotContainValue(Kind.RECALLED);
        assertThat(fleet.isRecalled()).as("H: what was sent meanwhile is to come by itself").isFalse();
    }

    private Outcome replayed(String image) {
        return new Replay(new ReplaySettings(fleet.topics, TestFleet.DESTINATION, image::equals, From.START, false, false, scratch), fleet.kafka,
                fleet.registry, ScanProgress.NONE).replay();
    }

    private Replay replay(From from, boolean allOrNone, boolean dryRun) {
        return new Replay(settings(from, allOrNone, dryRun), fleet.kafka, fleet.registry, ScanProgress.NONE);
    }

    private ReplaySettings settings(From from, boolean allOrNone, boolean dryRun) {
        return new ReplaySettings(fleet.topics, TestFleet.DESTINATION, name -> true, from, allOrNone, dryRun, scratch);
    }

    private static Map<String, Kind> kinds(Outcome outcome) {
        return outcome.judgements().stream().collect(Collectors.toMap(judgement -> judgement.sent().image(), Judgement::kind));
    }
}
