package io.entrepot.systemtests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor that finds nothing may be blind: here it is shown a good story, and then one fault after another. */
class AuditTest {

    private static final int B = Story.BLOCK_BYTES;

    private final RecallAudit recalls = new RecallAudit();
    private Findings findings = new Findings();

    @Test
    void aGoodStoryHasNoViolations(@TempDir Path dir) throws Exception {
        // When
        InterimAudit interim = interim(story(), Set.of(), dir);
        ordered(interim, passage());

        // Then
        assertThat(findings.violations()).isEmpty();
        assertThat(Files.readAllBytes(dir.resolve("b"))).isEqualTo(Story.bytes(2, 3));
    }

    @Test
    void aReferenceBeforeItsBlockBreaksA() {
        // Given
        List<Entry> story = story();
        story.set(4, Story.known(4, "b", "B", 0, "A", 0, 2));

        // When
        interim(story, Set.of(), null);

        // Then
        assertThat(findings.letters()).startsWith("A");
    }

    @Test
    void anExtentThatLeavesAGapBreaksC() {
        // Given
        List<Entry> story = story();
        story.set(2, Story.newBlocks(2, "a", "A", 2 * B, 2));

        // When
        interim(story, Set.of(), null);

        // Then
        assertThat(findings.letters()).contains("C");
    }

    @Test
    void aBlockPublishedTwiceBreaksD() {
        // Given
        List<Entry> story = story();
        story.set(4, Story.newBlocks(4, "b", "B", 0, 2));

        // When
        interim(story, Set.of(), null);

        // Then
        assertThat(findings.letters()).contains("D");
    }

    @Test
    void aBlockPublishedAnewAfterItsRecordWasNamedBadBreaksNothing() {
        // Given
        List<Entry> story = story();
        story.set(2, Story.newBlocks(2, "a", "A", B, Story.bytes(99), 2));
        story.set(4, Story.newBlocks(4, "b", "B", 0, 2));
        story.set(5, Story.newBlocks(5, "b", "B", B, 3));
        story.set(6, Story.sealed(6, "b", "B", seal(2, 3), 2 * B, 2 * B, 0));

        // When
        interim(story, Set.of(2L), null);

        // Then
        assertThat(findings.violations()).isEmpty();
    }

    @Test
    void aPayloadThatIsNotWhatItsDigestSaysBreaksF() {
        // Given
        List<Entry> story = story();
        story.set(2, Story.newBlocks(2, "a", "A", B, Story.bytes(99), 2));

        // When
        InterimAudit interim = interim(story, Set.of(), null);

        // Then
        assertThat(findings.letters()).isEqualTo("F");
        assertThat(interim.generations().get("B").fault()).contains("interim record 2");
    }

    @Test
    void aWrongChainBreaksF() {
        // Given
        List<Entry> story = story();
        story.set(3, Story.sealed(3, "a", "A", seal(1, 1), 2 * B, 2 * B, 0));

        // When
        interim(story, Set.of(), null);

        // Then
        assertThat(findings.letters()).isEqualTo("F");
    }

    @Test
    void anotherImagesRecordWithinATurnBreaksB() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.add(3, Story.placed(20, "b", "B", 0, "A", B, 2, 2));

        // When
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).contains("B");
    }

    @Test
    void aTurnThatBeginsWithinAnotherBreaksB() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.remove(4);

        // When
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).contains("B");
    }

    @Test
    void aRecordLeftOutOfATurnBreaksC() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.remove(2);

        // When
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).isEqualTo("C");
    }

    @Test
    void aPayloadThatCrossesTwiceBreaksD() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.add(3, passage.get(2));

        // When
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).isEqualTo("CD");
    }

    @Test
    void aTurnThatWasParkedGoesOnWhereItEnded() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.add(3, Story.parked(30, "a", "A", 1, B));
        passage.add(4, Story.turn(31, "a", "A", 2, 0, B));

        // When
        OrderedAudit ordered = ordered(interim, passage);

        // Then
        assertThat(findings.violations()).isEmpty();
        assertThat(ordered.tally().parks()).isEqualTo(1);
        assertThat(ordered.tally().switches()).isEqualTo(1);
    }

    @Test
    void aTurnWhoseBeginningHasBeenTrimmedIsFollowedByAnyLaterOne() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.add(3, Story.parked(30, "a", "A", 2, B));
        passage.add(4, Story.turn(31, "a", "A", 3, 0, B));

        // When
        orderedFrom(12, interim, passage.subList(2, passage.size()));

        // Then
        assertThat(findings.violations()).isEmpty();
    }

    @Test
    void aGenerationThatWasRecalledLivesOnceMoreAndItsPayloadsDoNotCross() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.add(Story.turn(40, "a", "A", 2, 0, 0));
        passage.add(Story.forwarded(story().get(0), 41));
        passage.add(Story.deferred(42, "a", "A", 0, B, 1));
        passage.add(Story.deferred(43, "a", "A", B, B, 2));
        passage.add(Story.forwarded(story().get(3), 44));

        // When nobody has recalled it
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).contains("B", "C", "D");

        // When it was recalled
        findings = new Findings();
        recalls.accept(Story.recall(0, "a", "A"));
        recalls.accept(Story.forwarded(story().get(3), 1));
        OrderedAudit ordered = ordered(interim, passage);

        // Then
        assertThat(findings.violations()).isEmpty();
        assertThat(ordered.wasRecalled("A")).isTrue();
        assertThat(ordered.wasRecalled("B")).isFalse();

        // When a payload crosses again
        passage.set(12, Story.forwarded(story().get(1), 42));
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).isEqualTo("D");
    }

    @Test
    void aRunPlacedInTheWrongRecordBreaksA() {
        // Given
        InterimAudit interim = interim(story(), Set.of(), null);
        List<Entry> passage = passage();
        passage.set(7, Story.placed(17, "b", "B", 0, "A", B, 1, 2));

        // When
        ordered(interim, passage);

        // Then
        assertThat(findings.letters()).isEqualTo("A");
    }

    /** Image a of the blocks 1 and 2; image b of the block 2, known, and 3, new. */
    private static List<Entry> story() {
        return new ArrayList<>(List.of(
                Story.opened(0, "a", "A", 2 * B),
                Story.newBlocks(1, "a", "A", 0, 1),
                Story.newBlocks(2, "a", "A", B, 2),
                Story.sealed(3, "a", "A", seal(1, 2), 2 * B, 2 * B, 0),
                Story.known(4, "b", "B", 0, "A", B, 2),
                Story.newBlocks(5, "b", "B", B, 3),
                Story.sealed(6, "b", "B", seal(2, 3), 2 * B, B, B)));
    }

    /** What the ordered topic makes of it. */
    private static List<Entry> passage() {
        List<Entry> story = story();
        return new ArrayList<>(List.of(
                Story.turn(10, "a", "A", 1, 0, 0),
                Story.forwarded(story.get(0), 11),
                Story.forwarded(story.get(1), 12),
                Story.forwarded(story.get(2), 13),
                Story.forwarded(story.get(3), 14),
                Story.turn(15, "b", "B", 1, 100, 0),
                Story.forwarded(Story.opened(100, "b", "B", 2 * B), 16),
                Story.placed(17, "b", "B", 0, "A", B, 2, 2),
                Story.forwarded(story.get(5), 18),
                Story.forwarded(story.get(6), 19)));
    }

    private static byte[] seal(int... fills) {
        byte[] chain = new byte[Sha256.BYTES];
        for (int i = 0; i < fills.length; i++) {
            chain = Sha256.chain(chain, (long) i * B, B, Story.block(fills[i]).digest());
        }
        return Sha256.seal(chain, (long) fills.length * B);
    }

    private InterimAudit interim(List<Entry> story, Set<Long> namedBad, Path rebuildInto) {
        List<Entry> whole = new ArrayList<>(story);
        // b was opened long before, by an ordinal of its own.
        whole.add(4, Story.opened(100, "b", "B", 2 * B));
        try (Rebuild rebuild = new Rebuild(rebuildInto)) {
            InterimAudit interim = new InterimAudit("interim-0", namedBad, rebuild, findings);
            whole.forEach(interim::accept);
            rebuild.finish();
            return interim;
        }
    }

    private OrderedAudit ordered(InterimAudit interim, List<Entry> passage) {
        return orderedFrom(0, interim, passage);
    }

    private OrderedAudit orderedFrom(long firstOffset, InterimAudit interim, List<Entry> passage) {
        OrderedAudit ordered = new OrderedAudit("ordered-0", firstOffset, interim, new ReceiptAudit("receipts-0", recalls, findings),
                recalls, findings);
        passage.forEach(ordered::accept);
        return ordered;
    }
}
