package io.entrepot.resequencer.topology;

import static io.entrepot.resequencer.topology.Letters.fresh;
import static io.entrepot.resequencer.topology.Letters.key;
import static io.entrepot.resequencer.topology.Letters.known;
import static io.entrepot.resequencer.topology.Letters.opened;
import static io.entrepot.resequencer.topology.Letters.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.resequencer.core.Bounds;
import io.entrepot.resequencer.state.StoreNames;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.RecallStarted;
import io.entrepot.wire.ReceiptState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResequencerTopologyTest {

    private static final Duration A_TICK = SequencerProcessor.IDLE_TICK;

    @TempDir
    Path directory;
    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    /** Two images sent at once: interim offsets 0 to 6. */
    private void twoInterleaved() {
        bench.sends(key("a", 1, 0), opened(3, 0));
        bench.sends(key("b", 2, 0), opened(4, 0));
        bench.sends(key("a", 1, 0), fresh("ab"));
        bench.sends(key("b", 2, 0), fresh("xy"));
        bench.sends(key("a", 1, 2), fresh("c"));
        bench.sends(key("b", 2, 2), known("bc", "a", 1, 1));
        bench.sends(key("b", 2, 4), sealed(4));
        bench.sends(key("a", 1, 3), sealed(3));
    }

    @Test
    void passesOneImageOnAfterTheOther() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        // When
        twoInterleaved();
        // Then
        assertThat(bench.ordered()).as("B").containsExactly("a@0 turn 1 of 0", "a@0 opened <0", "a@0 new ab <2",
                "a@2 new c <4", "a@3 sealed <7");
        // When
        bench.says("a", 1, ReceiptState.COMMITTED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).as("B, C").containsExactly("b@0 turn 1 of 1", "b@0 opened <1", "b@0 new xy <3",
                "b@2 placed [1@2, 1@4] <5", "b@4 sealed <6");
        bench.says("b", 2, ReceiptState.COMMITTED, 1, 1, 1 << 20);
        assertThat(bench.rows(StoreNames.WAITING)).as("G").isZero();
        assertThat(bench.rows(StoreNames.PAYLOADS)).as("G").isZero();
        assertThat(bench.tally.switches()).isEqualTo(1);
        assertThat(bench.tally.arrivalSwitches()).as("a, b, a, b").isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "SUPERSEDED"})
    void heedsAWriterThatDoesNotKnowTheTurn(ReceiptState last) {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        twoInterleaved();
        bench.ordered();
        // When
        bench.says("b", 2, last, 0, 0, 0);
        // Then
        assertThat(bench.ordered()).as("b has not had a turn").isEmpty();
        // When
        bench.says("a", 1, last, 0, 0, 0);
        // Then
        assertThat(bench.ordered()).as("the others go on").startsWith("b@0 turn 1 of 1");
    }

    @Test
    void forwardsKeysAndValuesAsTheyCame() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        byte[] key = bench.encoded(key("a", 1, 0));
        byte[] value = bench.encoded(fresh("ab"));
        bench.sends(key("a", 1, 0), opened(2, 0));
        bench.sends(key("b", 2, 0), opened(2, 0));
        byte[] laterKey = bench.encoded(key("b", 2, 0));
        // When
        bench.sends(key, value);
        bench.sends(laterKey, value);
        bench.sends(key("a", 1, 2), sealed(2));
        bench.says("a", 1, ReceiptState.COMMITTED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.rawOrdered()).filteredOn(passed -> passed.value().length == value.length)
                .satisfiesExactly(passed -> {
                    assertThat(passed.key()).isEqualTo(key);
                    assertThat(passed.value()).isEqualTo(value);
                }, drained -> {
                    assertThat(drained.key()).isEqualTo(laterKey);
                    assertThat(drained.value()).isEqualTo(value);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterARestart(boolean payloadsStay) {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        twoInterleaved();
        bench.ordered();
        // When
        bench.restart(payloadsStay, "topic-1");
        bench.says("a", 1, ReceiptState.COMMITTED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).as("C, D").containsExactly("b@0 turn 1 of 1", "b@0 opened <1",
                payloadsStay ? "b@0 new xy <3" : "b@0 deferred 2@3 <3", "b@2 placed [1@2, 1@4] <5", "b@4 sealed <6");
        bench.says("b", 2, ReceiptState.COMMITTED, 1, 1, 1 << 20);
        assertThat(bench.rows(StoreNames.PAYLOADS)).as("G").isZero();
    }

    /** As where Kafka has forgotten how far the recall topic was read. */
    @Test
    void obeysNoRecallAgainAfterARestart() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        bench.sends(key("a", 1, 0), opened(1, 0));
        bench.sends(key("a", 1, 0), fresh("a"));
        bench.sends(key("a", 1, 1), sealed(1));
        bench.says("a", 1, ReceiptState.COMMITTED, 1, 0, 1 << 20);
        bench.ordered();
        // When
        recall();
        // Then
        assertThat(bench.ordered()).containsExactly("a@0 turn 2 of 0", "a@0 opened <0", "a@0 deferred 1@1 <1", "a@1 sealed <2");
        bench.says("a", 1, ReceiptState.COMMITTED, 2, 0, 1 << 20);
        // When
        bench.restart(true, "topic-1");
        recall();
        // Then
        assertThat(bench.ordered()).isEmpty();
        // When: the recall topic was lost, and another made in its place
        bench.recallTopicId = "recalls-2";
        bench.restart(true, "topic-1");
        recall();
        // Then
        assertThat(bench.ordered()).first().asString().startsWith("a@0 turn 3");
    }

    @Test
    void tellsOnceThatARecallIsRefused() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        bench.sends(key("a", 1, 0), opened(1, 0));
        bench.sends(key("a", 1, 0), fresh("a"));
        bench.sends(key("a", 1, 1), sealed(1));
        // When
        recall();
        // Then
        assertThat(bench.recallsRefused).containsExactly("It recalls a generation that has not come to its end: it is SEALED.");
    }

    private void recall() {
        bench.recalls(key("a", 1, 0), new RecallStarted(Letters.generation(9), 0L, "topic-1", (long) Letters.BLOCK, 0, 1), 0);
        bench.recalls(key("a", 1, 0), opened(1, 0), 0);
        bench.recalls(key("a", 1, 0), new DeferredBlocks((long) Letters.BLOCK, 1L), 1);
        bench.recalls(key("a", 1, 1), sealed(1), 2);
    }

    @Test
    void removesAfterAStartWhatNothingWaitsFor() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        twoInterleaved();
        bench.store(StoreNames.WAITING).all().forEachRemaining(
                row -> bench.store(StoreNames.WAITING).delete(row.key));
        // When
        bench.restart(true, "topic-1");
        bench.passes(A_TICK, false);
        // Then
        assertThat(bench.rows(StoreNames.PAYLOADS)).as("G").isZero();
    }

    @Test
    void refusesStateOfAnotherInterimTopic() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        twoInterleaved();
        // When, then
        assertThatThrownBy(() -> bench.restart(true, "topic-2")).hasRootCauseInstanceOf(StaleStateException.class)
                .rootCause().hasMessageContaining("topic-1").hasMessageContaining("reset the destination");
    }

    @Test
    void refusesBadRecordsAndGoesOn() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        byte[] garbage = "garbage".getBytes(StandardCharsets.US_ASCII);
        bench.sends(key("a", 1, 0), opened(2, 0));
        // When
        bench.sends((byte[]) null, (byte[]) null);
        bench.sends(garbage, garbage);
        bench.sends(bench.encoded(key("b", 2, 0)), garbage);
        bench.sends(bench.encoded(sealed(1)), bench.encoded(sealed(1)));
        bench.sends(key("b", 2, 0), fresh("xy"));
        bench.sends(key("a", 1, 0), key("a", 1, 0));
        bench.says(garbage, garbage);
        bench.says(bench.encoded(key("a", 1, 0)), garbage);
        bench.says(garbage, null);
        bench.sends(key("a", 1, 0), fresh("ab"));
        bench.sends(key("a", 1, 2), sealed(2));
        // Then
        assertThat(bench.ordered()).as("J").containsExactly("a@0 turn 1 of 0", "a@0 opened <0", "a@0 new ab <7",
                "a@2 sealed <8");
        assertThat(bench.tally.refusedRecords()).isEqualTo(6);
        assertThat(bench.tally.ignoredReceipts()).isEqualTo(2);
    }

    @Test
    void failsAnImageWithABadRecordAndSaysSo() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        bench.sends(key("a", 1, 0), opened(3, 0));
        bench.sends(key("b", 2, 0), opened(1, 0));
        bench.sends(key("b", 2, 0), fresh("x"));
        bench.sends(key("a", 1, 0), fresh("ab"));
        // When
        bench.sends(key("a", 1, 1), fresh("zz"));
        bench.sends(key("a", 1, 2), fresh("c"));
        bench.says("a", 1, ReceiptState.FAILED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).as("F").containsExactly("a@0 turn 1 of 0", "a@0 opened <0", "a@0 new ab <3",
                "a@2 aborted <4", "b@0 turn 1 of 1", "b@0 opened <1", "b@0 new x <2");
    }

    @Test
    void passesOnAsAnOffsetWhatTheBufferHasNoRoomFor() {
        // Given
        bench = new Bench(directory, new Bounds(1 << 20, 10_000, 1 << 20, 30_000));
        bench.sends(key("a", 1, 0), opened(0, 0));
        bench.sends(key("b", 2, 0), opened(4, 0));
        bench.sends(key("b", 2, 0), fresh("xy"));
        bench.sends(key("b", 2, 2), fresh("zz"));
        bench.sends(key("a", 1, 0), sealed(0));
        // When
        bench.ordered();
        bench.says("a", 1, ReceiptState.COMMITTED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).containsExactly("b@0 turn 1 of 1", "b@0 opened <1", "b@0 new xy <2",
                "b@2 deferred 2@3 <3");
    }

    @Test
    void goesOnWithAStepAtEachTick() {
        // Given
        bench = new Bench(directory, new Bounds(1 << 20, 1 << 20, 1_000, 30_000));
        twoInterleaved();
        bench.ordered();
        // When
        bench.says("a", 1, ReceiptState.COMMITTED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).as("I").containsExactly("b@0 turn 1 of 1", "b@0 opened <1");
        // When
        bench.passes(SequencerProcessor.BUSY_TICK, false);
        // Then
        assertThat(bench.ordered()).as("I").containsExactly("b@0 new xy <3");
        // When
        bench.passes(SequencerProcessor.BUSY_TICK, false);
        // Then
        assertThat(bench.ordered()).as("I").containsExactly("b@2 placed [1@2, 1@4] <5", "b@4 sealed <6");
    }

    @Test
    void parksAnImageThatGetsNothing() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        bench.sends(key("a", 1, 0), opened(2, 0));
        bench.sends(key("b", 2, 0), opened(1, 0));
        bench.sends(key("a", 1, 0), fresh("a"));
        bench.ordered();
        // When
        bench.passes(A_TICK, false);
        bench.passes(Duration.ofSeconds(40), false);
        // Then
        assertThat(bench.ordered()).as("something may still be on its way").isEmpty();
        // When
        bench.passes(A_TICK, true);
        bench.says("a", 1, ReceiptState.PARKED, 1, 0, 1 << 20);
        bench.sends(key("b", 2, 0), new ImageAborted("given up", null));
        bench.says("b", 2, ReceiptState.FAILED, 1, 1, 1 << 20);
        bench.sends(key("a", 1, 1), fresh("b"));
        // Then
        assertThat(bench.ordered()).as("B, C").containsExactly("a@1 parked 1", "b@0 turn 1 of 1", "b@0 opened <1",
                "b@0 aborted <3", "a@1 turn 2 of 0", "a@1 new b <4");
    }

    @Test
    void waitsOnceForAllThatWereLeftHalfSent() {
        // Given
        bench = new Bench(directory, Bench.WIDE);
        bench.sends(key("a", 1, 0), opened(2, 0));
        bench.sends(key("b", 2, 0), opened(2, 0));
        bench.sends(key("c", 3, 0), opened(1, 0));
        bench.sends(key("b", 2, 0), fresh("b"));
        bench.passes(A_TICK, true);
        bench.ordered();
        // When
        bench.passes(Duration.ofSeconds(20), true);
        bench.sends(key("c", 3, 0), fresh("c"));
        bench.sends(key("c", 3, 1), sealed(1));
        // Then
        assertThat(bench.ordered()).isEmpty();
        // When
        bench.passes(Duration.ofSeconds(10), true);
        bench.says("a", 1, ReceiptState.PARKED, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).containsExactly("a@0 parked 1", "b@0 turn 1 of 1", "b@0 opened <1", "b@0 new b <3");
        // When
        bench.passes(A_TICK, true);
        bench.says("b", 2, ReceiptState.PARKED, 1, 1, 1 << 20);
        // Then
        assertThat(bench.ordered()).as("B, C").containsExactly("b@1 parked 1", "c@0 turn 1 of 2", "c@0 opened <2", "c@0 new c <4",
                "c@1 sealed <5");
    }

    @Test
    void waitsForTheWriterAndThenReadsNoMore() {
        // Given
        bench = new Bench(directory, new Bounds(10_000, 19_000, 1 << 20, 30_000));
        bench.sends(key("a", 1, 0), opened(8, 0));
        bench.sends(key("a", 1, 0), fresh("ab"));
        // When
        bench.sends(key("a", 1, 2), fresh("cd"));
        // Then
        assertThat(bench.ordered()).as("I").hasSize(3);
        assertThat(bench.held).isFalse();
        // When
        bench.sends(key("a", 1, 4), fresh("ef"));
        bench.sends(key("a", 1, 6), fresh("gh"));
        // Then
        assertThat(bench.held).isTrue();
        // When
        bench.says("a", 1, ReceiptState.RECEIVING, 1, 0, 1 << 20);
        // Then
        assertThat(bench.ordered()).containsExactly("a@2 new cd <2");
    }

    @Test
    void silenceDoesNotCountWhileTheBufferIsFull() {
        // Given another image that fills the buffer while the writer is awaited
        bench = new Bench(directory, new Bounds(10_000, 19_000, 1 << 20, 30_000));
        bench.sends(key("a", 1, 0), opened(8, 0));
        bench.sends(key("b", 2, 0), opened(8, 0));
        bench.sends(key("a", 1, 0), fresh("ab"));
        bench.sends(key("a", 1, 2), fresh("cd"));
        bench.sends(key("b", 2, 0), fresh("xy"));
        bench.sends(key("b", 2, 2), fresh("zz"));
        bench.ordered();
        assertThat(bench.held).isTrue();
        // When
        for (int tick = 0; tick < 40; tick++) {
            bench.passes(A_TICK, true);
        }
        bench.says("a", 1, ReceiptState.RECEIVING, 1, 0, 1 << 20);
        bench.passes(A_TICK, true);
        // Then
        assertThat(bench.ordered()).containsExactly("a@2 new cd <3");
        assertThat(bench.held).isFalse();
        // When
        for (int tick = 0; tick < 30; tick++) {
            bench.passes(A_TICK, true);
        }
        // Then
        assertThat(bench.ordered()).containsExactly("a@4 parked 1");
    }
}
