package io.entrepot.destination.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Single decisions, and the sentences that go with them. */
class LaneTest {

    private static final Generation FIRST = new Generation("vm/disk", "g1");
    private static final Generation SECOND = new Generation("vm/disk", "g2");
    private static final long SEALED_AT = 1_000;
    private static final Opening OPENING = new Opening(8, 0640, 5, 1_000);

    private final FakeShelf shelf = new FakeShelf();
    private Lane lane = Lane.restarted(0, Optional.empty());
    private long offset;

    private static final class FakeShelf implements Shelf {
        final Map<String, ImageRecord> records = new HashMap<>();
        final Set<String> occupied = new HashSet<>();
        final Map<String, String> damages = new HashMap<>();
        boolean overwrite;
        boolean altered;
        long sizeBytes = OPENING.size();

        @Override
        public ImageRecord find(String image) {
            return records.getOrDefault(image, ImageRecord.none(image));
        }

        @Override
        public Optional<String> damage(String image) {
            return Optional.ofNullable(damages.get(image));
        }

        @Override
        public boolean isOccupied(String image) {
            return occupied.contains(image);
        }

        @Override
        public OptionalLong sizeBytes(String image) {
            return occupied.contains(image) ? OptionalLong.of(sizeBytes) : OptionalLong.empty();
        }

        @Override
        public boolean isAltered(String image, Opening committed) {
            return altered && occupied.contains(image);
        }

        @Override
        public boolean mayOverwrite() {
            return overwrite;
        }
    }

    @Test
    void aFirstTurnOpensAFreshFileWithoutCommitting() {
        assertThat(begin(FIRST, 1, 0, 7)).as("before it is known when it was opened").isEmpty();
        assertFresh(opens(FIRST));
        assertThat(lane.incoming().orElseThrow().orderedBytes()).isEqualTo(20);
    }

    @Test
    void aTurnOfWhichNothingButTheBeginningHasComeIsBegunOnceMoreAfterARestart() {
        offset = 5;
        begin(FIRST, 1, 0, 7);
        assertThat(lane.checkpoint()).containsExactly(new Action.Transact(List.of(), 5, Optional.empty()));
        on(new Arrival.Brings(header(SECOND, 0), 4));
        assertThat(lane.checkpoint()).containsExactly(new Action.Transact(List.of(), 5, Optional.empty()));
        assertFresh(opens(FIRST));
    }

    @Test
    void whatComesInsteadOfAnOpeningIsTold() {
        begin(FIRST, 1, 0, 7);
        assertThat(cause(on(new Arrival.Brings(header(FIRST, 0), 4)))).isEqualTo("Image vm/disk got data before it was opened.");
        begin(FIRST, 1, 0, 7);
        assertThat(cause(on(new Arrival.Seals(header(FIRST, 0), 0, Digest.of(new byte[32], 0)))))
                .isEqualTo("Image vm/disk was sealed before it was opened.");
        begin(FIRST, 1, 0, 7);
        assertThat(word(on(new Arrival.Parks(header(FIRST, 0), 1, "nothing came"))).state()).isEqualTo(Word.State.PARKED);
        begin(FIRST, 2, 0, 7);
        assertFresh(opens(FIRST));
    }

    @Test
    void aForeignFileIsNotReplaced() {
        shelf.occupied.add("vm/disk");
        assertThat(cause(begin(FIRST, 1, 0, 7))).isEqualTo("Image vm/disk would replace a file that Entrepot did not write: "
                + "move it away or allow overwriting.");
        shelf.overwrite = true;
        begin(FIRST, 1, 0, 7);
        assertFresh(opens(FIRST));
    }

    @Test
    void aFileOfOursThatWasChangedSinceIsNotReplaced() {
        shelf.occupied.add("vm/disk");
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        shelf.altered = true;
        String cause = "Image vm/disk would replace a file that was changed since Entrepot wrote it: move it away or allow overwriting.";
        assertThat(cause(begin(SECOND, 1, 0, 51))).isEqualTo(cause);
        shelf.altered = false;
        begin(SECOND, 1, 0, 51);
        opens(SECOND);
        shelf.altered = true;
        shelf.overwrite = true;
        lane = Lane.restarted(offset, Optional.empty());
        begin(SECOND, 1, 0, 51);
        assertFresh(opens(SECOND));
    }

    /** The writer of the other partition died there, and nobody has taken its place. */
    @Test
    void whatGotItsNameWithoutARecordOfThatIsReplacedLikeWhatWasCommitted() {
        shelf.occupied.add("vm/disk");
        Incoming complete = new Incoming(FIRST, 50, "t", Incoming.Phase.FINALISING, 1, Optional.of(OPENING), 8, Digest.of(new byte[32], 0), 99,
                Figures.NONE, new StreamPosition("o", 1, SEALED_AT));
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.of(complete), Optional.empty()));
        begin(SECOND, 1, 0, 3);
        assertFresh(opens(SECOND));
        assertThat(shelf.find("vm/disk").committed().orElseThrow().id()).isEqualTo("g1");

        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.of(complete), Optional.empty()));
        shelf.altered = true;
        lane = Lane.restarted(offset, Optional.empty());
        assertThat(cause(begin(SECOND, 1, 0, 3))).as("a file that is not that one").contains("would replace a file that Entrepot did not write");
    }

    @Test
    void whatADamagedRecordIsAboutIsNotReplacedEvenByWhoMayOverwrite() {
        shelf.damages.put("vm/disk", "its record is damaged");
        shelf.occupied.add("vm/disk");
        shelf.overwrite = true;
        assertThat(cause(begin(FIRST, 1, 0, 7))).isEqualTo("Image vm/disk cannot be written: its record is damaged.");
        shelf.occupied.clear();
        assertThat(begin(SECOND, 1, 0, 8)).as("nothing is there to be replaced").hasOnlyElementsOfType(Action.Open.class);
    }

    @Test
    void aDamagedRecordEndsWhatWasHalfWritten() {
        shelf.damages.put("vm/disk", "its record is damaged");
        assertThat(cause(begin(FIRST, 2, 4, 7))).as("in its next turn").isEqualTo("Image vm/disk cannot be written: its record is damaged.");
        lane = Lane.restarted(offset, Optional.of(new Mark("g1", 7, 1, false)));
        assertThat(cause(on(new Arrival.Brings(header(FIRST, 4), 4)))).as("in the middle of a turn")
                .isEqualTo("Image vm/disk cannot go on: its record is damaged.");
    }

    @Test
    void whatIsOursMayBeReplacedByANewerGenerationOrOneOfAnotherTopicAndNotByAnOlderOne() {
        shelf.occupied.add("vm/disk");
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        begin(SECOND, 1, 0, 51);
        assertFresh(opens(SECOND));
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        lane = Lane.restarted(offset, Optional.empty());
        List<Action> older = begin(SECOND, 1, 0, 49);
        assertThat(word(older).state()).isEqualTo(Word.State.SUPERSEDED);
        on(new Arrival.TurnBegins(header(SECOND, 0), 1, 49, "another topic"));
        assertFresh(opens(SECOND));
    }

    @Test
    void anImageThatWasMovedToAnotherPartitionIsNewerWhenItWasOpenedLaterWhateverItsOrdinalIsThere() {
        shelf.occupied.add("vm/disk");
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        assertFresh(opensOnAnotherPartition(SECOND, 3, 1_000));
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        Word older = word(opensOnAnotherPartition(SECOND, 90, 999));
        assertThat(older.state()).isEqualTo(Word.State.SUPERSEDED);
        assertThat(older.failure().orElseThrow().cause()).isEqualTo("Image vm/disk is at the destination, or on its way there, in a generation that came by "
                + "another partition and was opened later than this one, which was at 1970-01-01T00:00:00.999Z by its sender's clock.");
    }

    @Test
    void whenTurnsOfTwoPartitionsAreOpenTheOneOpenedLaterHasTheName() {
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        Lane first = lane;
        assertThat(word(opensOnAnotherPartition(SECOND, 9, 999)).state()).isEqualTo(Word.State.SUPERSEDED);
        opensOnAnotherPartition(SECOND, 3, 1_001);
        lane = first;
        assertThat(first.overtaken(shelf)).isPresent();
        List<Action> actions = on(new Arrival.Parks(header(FIRST, 0), 1, "nothing came"));
        assertThat(word(actions).state()).isEqualTo(Word.State.SUPERSEDED);
        assertThat(actions).hasSize(2).endsWith(new Action.Drop(FIRST));
        assertThat(lane.incoming()).isEmpty();
        assertThat(shelf.find("vm/disk").isReceiving(SECOND)).isTrue();
    }

    @Test
    void whatWasTakenAwayFailsWhenWhatTookItIsNotThereEither() {
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        shelf.records.clear();
        assertThat(cause(on(new Arrival.Parks(header(FIRST, 0), 1, "nothing came")))).contains("took its place and was not finished");
    }

    @Test
    void whatIsSaidOfAGenerationThatWasOvertakenDoesNotTakeTheNameBack() {
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        ImageRecord first = shelf.find("vm/disk");
        opensOnAnotherPartition(SECOND, 3, 1_001);
        ImageRecord second = shelf.find("vm/disk");
        ImageRecord committed = new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50)));
        assertThat(second.updatedTo(first)).isEqualTo(second);
        assertThat(second.updatedTo(committed)).isEqualTo(new ImageRecord("vm/disk", second.incoming(), committed.committed()));
        assertThat(committed.updatedTo(second)).as("committed meanwhile").isEqualTo(committed);
        assertThat(first.updatedTo(committed)).isEqualTo(committed);
    }

    /** The older one's file got its name, and this was said only after the newer one had taken the name. */
    @Test
    void whatIsSaidOfAGenerationLeavesAloneWhatHasTheFinalName() {
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        ImageRecord first = shelf.find("vm/disk");
        ImageRecord now = new ImageRecord("vm/disk", first.incoming(), Optional.of(committed(SECOND, 3)));
        assertThat(now.updatedTo(first)).isEqualTo(now);
    }

    @Test
    void whatLostItsNameWhileNobodyWroteIsSupersededWhenItGoesOn() {
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        opensOnAnotherPartition(SECOND, 3, 1_001);
        lane = Lane.restarted(10, Optional.of(new Mark(FIRST.id(), 7, 1, false)));
        Word word = word(on(new Arrival.Brings(header(FIRST, 0), 4)));
        assertThat(word.state()).isEqualTo(Word.State.SUPERSEDED);
        assertThat(word.ordinal()).isEqualTo(7);
        assertThat(word(begin(FIRST, 2, 4, 7)).state()).as("parked before").isEqualTo(Word.State.SUPERSEDED);
        assertThat(shelf.find("vm/disk").isReceiving(SECOND)).isTrue();
    }

    /** What has the final name may have had it before the one that took the name and came to nothing. */
    @Test
    void whatLostItsNameToOneThatCameToNothingFails() {
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(SECOND, 3))));
        lane = Lane.restarted(10, Optional.of(new Mark(FIRST.id(), 7, 1, false)));
        assertThat(cause(on(new Arrival.Brings(header(FIRST, 0), 4)))).contains("another generation of it").contains("send it again");
        assertThat(word(begin(FIRST, 2, 4, 7)).state()).isEqualTo(Word.State.FAILED);
    }

    @Test
    void aCommittedGenerationIsSaidAgainAndItsRecordsPassedOver() {
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        Word word = word(begin(FIRST, 1, 0, 50));
        assertThat(word.state()).isEqualTo(Word.State.COMMITTED);
        assertThat(word.orderedBytes()).isEqualTo(99);
        assertThat(on(new Arrival.Brings(header(FIRST, 0), 4))).isEmpty();
    }

    @Test
    void aCommittedGenerationThatIsPassedOnAnewIsCountedAndSaidAtItsSeal() {
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        shelf.occupied.add("vm/disk");
        offset = SEALED_AT;
        assertThat(begin(FIRST, 1, 0, 50)).isEmpty();
        on(new Arrival.Opens(header(FIRST, 0), OPENING));
        Word receiving = word(lane.checkpoint());
        assertThat(receiving.state()).isEqualTo(Word.State.RECEIVING);
        assertThat(receiving.orderedBytes()).isEqualTo(20);
        Mark mark = lane.checkpoint().stream().map(Action.Transact.class::cast).findFirst().orElseThrow().mark().orElseThrow();

        lane = Lane.restarted(offset, Optional.of(mark));
        assertThat(on(new Arrival.Brings(header(FIRST, 0), 8))).isEmpty();
        Word committed = word(on(new Arrival.Seals(header(FIRST, 8), 8, Digest.of(new byte[32], 0))));
        assertThat(committed.state()).isEqualTo(Word.State.COMMITTED);
        assertThat(committed.orderedBytes()).as("at least what was passed on").isGreaterThanOrEqualTo(40);
        assertThat(on(new Arrival.Brings(header(FIRST, 0), 4))).as("what follows").isEmpty();
    }

    @Test
    void aCommittedGenerationThatIsPassedOnAnewAndNotToItsSealEndsItsTurn() {
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        shelf.occupied.add("vm/disk");
        offset = SEALED_AT;
        begin(FIRST, 2, 0, 50);
        List<Action> aborted = on(new Arrival.Aborts(header(FIRST, 0), "it changed", Optional.empty()));
        assertThat(cause(aborted)).isEqualTo("Image vm/disk was aborted by its sender: it changed.");
        assertThat(word(aborted).turn()).isEqualTo(2);
        assertThat(word(aborted).ordinal()).isEqualTo(50);
        begin(FIRST, 3, 0, 50);
        assertThat(word(on(new Arrival.Aborts(header(FIRST, 0), "", Optional.of("g2")))).state()).isEqualTo(Word.State.SUPERSEDED);
        begin(FIRST, 4, 0, 50);
        assertThat(on(new Arrival.Spoiled(header(FIRST, 0), Failure.of("It cannot be read.")))).as("the file is there").isEmpty();
        assertThat(cause(on(new Arrival.Spoiled(header(FIRST, (int) OPENING.size()), Failure.of("It cannot be read."))))).as("its seal").isEqualTo("It cannot be read.");
        assertThat(on(new Arrival.Brings(header(FIRST, 0), 4))).as("what follows").isEmpty();
        assertThat(shelf.find("vm/disk").hasCommitted(FIRST)).isTrue();
    }

    @Test
    void aCommittedGenerationWhoseFileIsGoneIsReceivedAnew() {
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        offset = SEALED_AT;
        begin(FIRST, 2, 0, 50);
        assertFresh(opens(FIRST));
        assertThat(shelf.find("vm/disk").committed()).isEmpty();
        assertThat(lane.incoming().orElseThrow().orderedBytes()).isEqualTo(20);
    }

    @Test
    void aCommittedGenerationWhoseFileIsAnotherNowIsNotReplaced() {
        shelf.records.put("vm/disk", new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 50))));
        shelf.occupied.add("vm/disk");
        shelf.sizeBytes = 9;
        offset = SEALED_AT;
        assertThat(cause(begin(FIRST, 2, 0, 50))).isEqualTo("Image vm/disk was committed here, and its file has another size"
                + " now: move it away or allow overwriting, to have it anew.");
        shelf.overwrite = true;
        begin(FIRST, 3, 0, 50);
        assertFresh(opens(FIRST));
    }

    @Test
    void aGapFailsTheImageByNameAndRemovesWhatThereIs() {
        begin(FIRST, 1, 0, 7);
        on(new Arrival.Opens(header(FIRST, 0), OPENING));
        List<Action> actions = on(new Arrival.Brings(header(FIRST, 4), 4));
        assertThat(cause(actions)).isEqualTo("Image vm/disk goes on at offset 4 where 0 was due: its records are not in order.");
        assertThat(actions.get(1)).isEqualTo(new Action.Drop(FIRST));
        assertThat(lane.incoming()).isEmpty();
    }

    @Test
    void aFailedGenerationLeavesWhatWasCommittedBefore() {
        ImageRecord record = new ImageRecord("vm/disk", Optional.empty(), Optional.of(committed(FIRST, 1)));
        shelf.records.put("vm/disk", record);
        begin(SECOND, 1, 0, 7);
        opens(SECOND);
        List<Action> actions = take(lane.fail(Failure.of("It is broken.", null, 12)));
        assertThat(word(actions).failure().orElseThrow().interimOffset()).hasValue(12);
        assertThat(actions.get(1)).isEqualTo(new Action.Drop(SECOND));
        assertThat(shelf.find("vm/disk")).isEqualTo(record);
    }

    @Test
    void lengthsThatLieAreRefused() {
        for (long length : new long[] {0, -1, 9, Long.MAX_VALUE}) {
            begin(FIRST, 1, 0, 7);
            on(new Arrival.Opens(header(FIRST, 0), OPENING));
            assertThat(cause(on(new Arrival.Brings(header(FIRST, 0), length)))).as("J: a length of %d", length)
                    .isEqualTo("Image vm/disk has a record of " + length
                            + " bytes at offset 0 and was opened with 8 bytes.");
        }
    }

    @Test
    void anUnreadableKeyFailsTheImageThatHasTheTurn() {
        assertThat(take(lane.unreadable(offset++, "no key."))).isEmpty();
        begin(FIRST, 1, 0, 7);
        opens(FIRST);
        assertThat(cause(take(lane.unreadable(offset++, "the key at 1 cannot be read."))))
                .isEqualTo("Image vm/disk cannot go on: the key at 1 cannot be read.");
    }

    @Test
    void aResequencerThatBeganAnewGetsAFreshFile() {
        begin(FIRST, 1, 0, 7);
        on(new Arrival.Opens(header(FIRST, 0), OPENING));
        Arrival.Brings brings = new Arrival.Brings(header(FIRST, 0), 8);
        on(brings);
        lane = lane.filled(brings, new Filled(List.of(), Figures.zero(8)));
        assertThat(begin(FIRST, 1, 0, 7)).endsWith(new Action.Close(FIRST));
        assertFresh(opens(FIRST));
        assertThat(lane.incoming().orElseThrow().cursor()).isZero();
    }

    @Test
    void aTurnThatGoesOnWhereNothingIsFails() {
        assertThat(cause(begin(FIRST, 2, 4, 7))).isEqualTo("Image vm/disk is to go on at offset 4 and nothing of it is at"
                + " the destination: send it again.");
    }

    @Test
    void aRestartFinishesAnImageThatWasAboutToGetItsName() {
        Incoming complete = new Incoming(FIRST, 1, "t", Incoming.Phase.FINALISING, 1, Optional.of(OPENING), 8,
                Digest.of(new byte[32], 0), 1, Figures.NONE, new StreamPosition("o", 0, 4));
        ImageRecord record = ImageRecord.none("vm/disk").with(complete);
        Action.Rename rename = new Action.Rename(FIRST, record.committedFrom(complete));
        assertThat(Recovery.of(record, true, false, Optional.empty())).containsExactly(rename);
        assertThat(Recovery.of(record, false, true, Optional.empty())).containsExactly(rename);
        assertThat(Recovery.of(record, false, false, Optional.empty())).singleElement().isInstanceOf(Action.Drop.class);
    }

    @Test
    void whatIsSettledDoesNotGetItsNameAtARestart() {
        Incoming complete = new Incoming(FIRST, 1, "t", Incoming.Phase.FINALISING, 1, Optional.of(OPENING), 8,
                Digest.of(new byte[32], 0), 1, Figures.NONE, new StreamPosition("o", 0, 4));
        ImageRecord record = ImageRecord.none("vm/disk").with(complete);
        assertThat(Recovery.of(record, true, false, Optional.of(new StreamPosition("o", 0, 4)))).as("it has been said to have failed")
                .singleElement().isInstanceOf(Action.Drop.class);
        assertThat(Recovery.of(record, true, false, Optional.of(new StreamPosition("o", 0, 3)))).as("of an earlier life").singleElement()
                .isInstanceOf(Action.Rename.class);
    }

    @Test
    void aStrayRecordOfAnEarlierGenerationLeavesTheRecordOfTheOneThatHasTheTurn() {
        shelf.records.put("vm/disk", ImageRecord.none("vm/disk").with(new Incoming(FIRST, 7, "t",
                Incoming.Phase.RECEIVING, 1, Optional.of(OPENING), 4, Digest.of(new byte[32], 0), 1, Figures.NONE,
                new StreamPosition("o", 0, 0))));
        begin(SECOND, 1, 0, 8);
        opens(SECOND);
        List<Action> actions = on(new Arrival.Brings(header(FIRST, 4), 4));
        assertThat(cause(actions)).contains("when it did not have the turn");
        assertThat(actions).noneMatch(Action.Drop.class::isInstance);
        assertThat(shelf.find("vm/disk").isReceiving(SECOND)).as("E: what is saved last").isTrue();
    }

    private List<Action> opens(Generation generation) {
        return on(new Arrival.Opens(header(generation, 0), OPENING));
    }

    private List<Action> opensOnAnotherPartition(Generation generation, long ordinal, long openedAtMs) {
        Lane another = Lane.restarted(0, Optional.empty());
        another = another.on(new Arrival.TurnBegins(new Header(generation, 0, new StreamPosition("o", 1, 0), 10), 1, ordinal, "t"), shelf)
                .lane();
        return carriedOut(another.on(new Arrival.Opens(new Header(generation, 0, new StreamPosition("o", 1, 1), 10),
                new Opening(8, 0640, 5, openedAtMs)), shelf).actions());
    }

    private static void assertFresh(List<Action> actions) {
        assertThat(actions).hasSize(3).hasAtLeastOneElementOfType(Action.Take.class).hasAtLeastOneElementOfType(Action.Fit.class);
        assertThat(actions.get(0)).isInstanceOfSatisfying(Action.Open.class, open -> assertThat(open.fresh()).isTrue());
    }

    private List<Action> begin(Generation generation, int turn, long cursor, long ordinal) {
        return on(new Arrival.TurnBegins(header(generation, cursor), turn, ordinal, "t"));
    }

    private List<Action> on(Arrival arrival) {
        return take(lane.on(arrival, shelf));
    }

    private List<Action> take(Lane.Outcome outcome) {
        lane = outcome.lane();
        return carriedOut(outcome.actions());
    }

    /** Has the shelf be what was to be saved. */
    private List<Action> carriedOut(List<Action> actions) {
        for (Action action : actions) {
            if (action instanceof Action.Take take) {
                shelf.records.put("vm/disk", take.record());
            } else if (action instanceof Action.Save save) {
                shelf.records.put("vm/disk", shelf.find("vm/disk").updatedTo(save.record()));
            } else if (action instanceof Action.Rename rename) {
                shelf.records.put("vm/disk", shelf.find("vm/disk").updatedTo(rename.after()));
            } else if (action instanceof Action.Drop drop && shelf.find("vm/disk").isReceiving(drop.generation())) {
                shelf.records.put("vm/disk", shelf.find("vm/disk").withoutIncoming());
            }
        }
        return actions;
    }

    private Header header(Generation generation, long imageOffset) {
        return new Header(generation, imageOffset, new StreamPosition("o", 0, offset++), 10);
    }

    private static Committed committed(Generation generation, long ordinal) {
        return new Committed(generation.id(), ordinal, "t", 1, OPENING, Digest.of(new byte[32], 0), 99, Figures.NONE,
                new StreamPosition("o", 0, SEALED_AT));
    }

    private static Word word(List<Action> actions) {
        return actions.stream().filter(Action.Transact.class::isInstance).map(Action.Transact.class::cast)
                .flatMap(transact -> transact.words().stream()).findFirst().orElseThrow();
    }

    private static String cause(List<Action> actions) {
        assertThat(word(actions).state()).isEqualTo(Word.State.FAILED);
        return word(actions).failure().orElseThrow().cause();
    }
}
