package io.entrepot.resequencer.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.ReceiptState;
import org.junit.jupiter.api.Test;

/** The design's invariants over random fleets, orders of arrival, crashes and writers: the same seeds every time. */
class SequencerInvariantsTest {

    private static final int SEEDS = 20_000;

    @Test
    void invariantsHoldOverRandomSequences() {
        // Given
        long[] seen = new long[8];
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            try {
                // When
                world.run();
                // Then
                whatIsCompleteIsCommitted(world);
                world.lastWords();
                atRest(world);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
            }
            seen[0] += world.tally.waitedRecords();
            seen[1] += world.tally.drainedBytes();
            seen[2] += world.tally.deferredRecords();
            seen[3] += world.tally.parks();
            seen[4] += world.tally.refusedRecords();
            seen[5] += world.tally.switches();
            seen[6] += world.tally.recalled();
            seen[7] += world.tally.refusedRecalls();
        }
        assertThat(seen).as("the sequences are of every kind").doesNotContain(0L);
    }

    /**
     * Liveness: whatever the other images' agents did, an image that was sent whole is committed; one that cannot be
     * is told of.
     */
    private static void whatIsCompleteIsCommitted(World world) {
        for (Model.State state : world.model.states.values()) {
            if (state.plan.end == Script.End.SEAL && !state.doomed && !state.abandoned
                    && state.done != ReceiptState.FAILED) {
                assertThat(state.done).as("liveness: " + state.plan.generation + " is complete and waits")
                        .isEqualTo(ReceiptState.COMMITTED);
            }
            if (state.plan.end == Script.End.BAD || state.plan.end == Script.End.HOLE) {
                assertThat(state.done != null || state.abandoned).as("F: a bad image of which nobody hears").isTrue();
            }
        }
    }

    private static void atRest(World world) {
        assertThat(world.stores.images.rows.values()).as("G: an image that is not at its end")
                .allMatch(image -> image.life().terminal());
        for (Image image : world.stores.images.rows.values()) {
            Model.State state = world.model.states.get(image.sending().generation());
            assertThat(image.life() == Life.COMMITTED).as("F: committed here and not there")
                    .isEqualTo(state.done == ReceiptState.COMMITTED);
        }
        assertThat(world.stores.waiting.rows).as("G: something waits").isEmpty();
        assertThat(world.stores.payloads.rows).as("G: a payload stays").isEmpty();
        assertThat(world.stores.payloads.heldBytes()).as("G: bytes are counted that are not there").isZero();
        assertThat(world.stores.images.queue).as("G: a turn is wanted").isEmpty();
        assertThat(world.stores.images.purge).as("G: something is to be cleared").isEmpty();
        assertThat(world.stores.images.holder()).as("G: a turn is held").isEmpty();
    }
}
