package io.entrepot.resequencer.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.resequencer.core.Script.Entry;
import io.entrepot.resequencer.core.Script.Plan;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.PlacedRun;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.ZeroRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * What must hold of the ordered partition, judged from what went in and came out alone, and quoted by the design's
 * letters.
 */
final class Model {

    /** What is known of one generation. */
    static final class State {
        final Plan plan;
        boolean opened;
        final TreeMap<Long, Long> arrived = new TreeMap<>();
        boolean sealArrived;
        boolean garbled;
        boolean doomed;
        boolean abandoned;
        int turns;
        long cursor;
        SpecificRecord last;
        boolean turnOver;
        ReceiptState done;
        long passedBytes;
        long durableBytes;
        /** Turns of earlier lives. */
        int turnsBefore;
        int lives = 1;

        State(Plan plan) {
            this.plan = plan;
        }

        private boolean takes() {
            boolean over = last instanceof ImageSealed || last instanceof ImageAborted;
            return opened && done == null && !doomed && !abandoned && !over;
        }

        private boolean nextIsThere() {
            return doomed || arrived.containsKey(cursor) || sealArrived && cursor == plan.size;
        }

        private boolean wantsTurn() {
            boolean parked = last instanceof TurnParked && turnOver;
            return opened && !abandoned && done == null && (turns == turnsBefore || parked && (nextIsThere() || sealArrived));
        }
    }

    private static final String TOPIC_ID = "topic-id";

    final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, State> newest = new HashMap<>();
    private final Map<Long, Entry> log = new HashMap<>();
    private final Set<String> crossed = new HashSet<>();
    private final long passOnFrom;
    private State recalling;
    private final Bounds bounds;
    private State current;
    private int recordsOfStep;
    private long bytesOfStep;

    Model(Script script, Bounds bounds, long passOnFrom) {
        this.passOnFrom = passOnFrom;
        this.bounds = bounds;
        script.plans.forEach(plan -> states.put(plan.generation, new State(plan)));
    }

    /** An interim record is about to be handed in. */
    void arrives(Entry entry) {
        if (entry.noise()) {
            return;
        }
        State state = states.get(entry.plan().generation);
        log.put(entry.interimOffset(), entry);
        if (entry.is(ImageOpened.class)) {
            if (state.opened) {
                return;
            }
            state.opened = true;
            state.abandoned = entry.interimOffset() < passOnFrom;
            State older = newest.get(state.plan.image);
            if (older != null && older.plan.ordinal > state.plan.ordinal) {
                return;
            }
            newest.put(state.plan.image, state);
            if (older != null && older.takes() && !older.sealArrived) {
                doom(older, older.turns == 0);
            }
        } else if (!state.takes()) {
            return;
        } else if (entry.bad() && entry.event() instanceof Event.Arrival garbled && entry.record() == null) {
            state.garbled = true;
            state.arrived.put(entry.offset(), entry.offset() + garbled.length());
        } else if (entry.bad()) {
            doom(state, false);
        } else if (entry.is(ImageSealed.class)) {
            state.sealArrived = true;
        } else if (entry.is(ImageAborted.class)) {
            if (!state.sealArrived) {
                doom(state, state.turns == 0);
            }
        } else {
            state.arrived.put(entry.offset(), entry.offset() + entry.length());
        }
    }

    /** The first record of a recall is about to be handed in. */
    void recallStarts(Plan plan) {
        giveUpRecall();
        State state = states.get(plan.generation);
        State last = newest.get(plan.image);
        boolean replaced = last != null && last.plan.ordinal > plan.ordinal
                && (last.done == ReceiptState.COMMITTED || !isTerminal(last));
        if (isTerminal(state) && !replaced) {
            recalling = state;
            if (!state.opened) {
                state.opened = true;
                state.abandoned = true;
                newest.merge(plan.image, state, (a, b) -> a.plan.ordinal > b.plan.ordinal ? a : b);
            }
        }
    }

    /** The last record of a recall is about to be handed in. */
    void recallEnds(Plan plan) {
        State state = states.get(plan.generation);
        if (recalling != state) {
            return;
        }
        recalling = null;
        current = current == state ? null : current;
        plan.slots.forEach(slot -> state.arrived.put(slot[0], slot[0] + slot[1]));
        state.sealArrived = true;
        state.doomed = false;
        state.abandoned = false;
        state.garbled = false;
        state.turnsBefore = state.turns;
        state.cursor = 0;
        state.last = null;
        state.turnOver = false;
        state.done = null;
        state.passedBytes = 0;
        state.durableBytes = 0;
        state.lives++;
    }

    /** A recall that has not come whole is void. */
    void giveUpRecall() {
        if (recalling != null) {
            recalling.done = ReceiptState.FAILED;
            recalling = null;
        }
    }

    private boolean isTerminal(State state) {
        return state != recalling && (state.done != null || state.abandoned || !state.opened);
    }

    private static void doom(State state, boolean silently) {
        state.doomed = true;
        state.abandoned = silently;
    }

    /** A receipt of the generation's writer is about to be handed in. */
    void hears(String generation, Receipt receipt) {
        State state = states.get(generation);
        boolean ofAllTurns = receipt.getTurn() == 0
                && (receipt.getState() == ReceiptState.FAILED || receipt.getState() == ReceiptState.SUPERSEDED);
        boolean counts = ofAllTurns ? state.turns > state.turnsBefore
                : receipt.getTurn() > state.turnsBefore && receipt.getTurn() <= state.turns;
        if (state.done != null || !counts) {
            return;
        }
        state.durableBytes = Math.max(state.durableBytes, receipt.getOrderedBytes());
        switch (receipt.getState()) {
            case FAILED, SUPERSEDED -> state.done = receipt.getState();
            case COMMITTED -> state.done = state.last instanceof ImageSealed ? ReceiptState.COMMITTED : null;
            case PARKED -> {
                if (receipt.getTurn() == state.turns && state.last instanceof TurnParked) {
                    state.turnOver = true;
                    state.durableBytes = state.passedBytes;
                }
            }
            case RECEIVING -> { }
        }
        state.turnOver |= state.done != null;
    }

    void stepBegins() {
        recordsOfStep = 0;
        bytesOfStep = 0;
    }

    /** A record stands on the ordered partition. */
    void passes(RecordKey key, SpecificRecord record, Action.PassOn passed) {
        State state = states.get(key.getGeneration());
        bound(state, passed.value().length);
        if (record instanceof TurnStarted started) {
            begins(state, key, started, passed);
        } else {
            holds(state == current, "B: records of two images interleave");
            holds(!(state.turnOver || ended(state.last)), "B: more of an image after its turn ended");
            continues(state, key, record, passed);
        }
        state.last = record;
    }

    private void bound(State state, int bytes) {
        recordsOfStep++;
        bytesOfStep += bytes;
        holds(recordsOfStep == 1 || bytesOfStep <= bounds.stepBytesMax(), "I: a step of more than its bytes");
        long outstanding = state.passedBytes - state.durableBytes;
        holds(outstanding == 0 || outstanding + bytes <= bounds.aheadBytesMax(), "I: too far ahead of the writer");
        state.passedBytes += bytes;
    }

    private void begins(State state, RecordKey key, TurnStarted started, Action.PassOn passed) {
        holds(current == null || current.turnOver, "B: a turn before the last image's receipt");
        holds(state.wantsTurn(), "a turn for an image that has nothing to say");
        for (State other : states.values()) {
            boolean before = other.plan.priority > state.plan.priority
                    || other.plan.priority == state.plan.priority && other.plan.ordinal < state.plan.ordinal;
            holds(!(other != state && other.wantsTurn() && before), "a turn out of order");
        }
        assertThat(started).isEqualTo(new TurnStarted(state.turns + 1, state.plan.ordinal, TOPIC_ID));
        assertThat(key.getOffset()).as("C: a turn begins elsewhere than the last one ended").isEqualTo(state.cursor);
        assertThat(passed.interimOffset()).isEmpty();
        state.turns++;
        state.turnOver = false;
        current = state;
    }

    private void continues(State state, RecordKey key, SpecificRecord record, Action.PassOn passed) {
        boolean first = state.turns == state.turnsBefore + 1 && state.last instanceof TurnStarted;
        assertThat(record instanceof ImageOpened).as("ImageOpened follows the first TurnStarted").isEqualTo(first);
        if (record instanceof ImageAborted) {
            holds(state.doomed || state.garbled || state.plan.end == Script.End.HOLE, "F: aborted without a cause");
            return;
        }
        assertThat(key.getOffset()).as("C: not where the extent before it ended").isEqualTo(state.cursor);
        if (record instanceof TurnParked parked) {
            assertThat(parked.getTurn()).isEqualTo(state.turns);
            holds(!(state.nextIsThere()), "parked with its data there");
            holds(states.values().stream().anyMatch(other -> other != state && other.wantsTurn()), "parked for nobody");
            assertThat(passed.interimOffset()).isEmpty();
            return;
        }
        Entry entry = log.get(passed.interimOffset().orElseThrow());
        boolean payload = record instanceof NewBlocks;
        holds(crossed.add((payload ? "payload" : "life " + state.lives) + " " + entry.interimOffset()),
                "D: crossed the ordered topic twice");
        assertThat(entry.plan()).isSameAs(state.plan);
        if (record instanceof PlacedBlocks placed) {
            assertPlaced(placed, (KnownBlocks) entry.record());
        } else if (record instanceof DeferredBlocks deferred) {
            assertThat(deferred).isEqualTo(new DeferredBlocks(entry.length(), entry.interimOffset()));
            assertThat(entry.record()).isInstanceOf(NewBlocks.class);
        } else {
            Event.Arrival came = (Event.Arrival) entry.event();
            holds(passed.value() == came.rawValue(), "F: changed on the way");
            assertThat(passed.key()).isSameAs(came.rawKey());
        }
        state.cursor += entry.length();
        if (record instanceof ImageSealed) {
            assertThat(state.cursor).as("C: sealed, and not covered to its size").isEqualTo(state.plan.size);
        }
    }

    private static void holds(boolean invariant, String letterAndBreach) {
        if (!invariant) {
            throw new AssertionError(letterAndBreach);
        }
    }

    private static boolean ended(SpecificRecord last) {
        return last instanceof ImageSealed || last instanceof ImageAborted || last instanceof TurnParked;
    }

    private void assertPlaced(PlacedBlocks placed, KnownBlocks known) {
        List<String> had = new ArrayList<>();
        for (Object extent : known.getExtents()) {
            if (extent instanceof KnownRun run) {
                flatten(known.getCarriers(), run.getCarrier(), run.getCarrierOffset(), run.getLengths(),
                        run.getDigests().array(), run.getDigests().arrayOffset(), had);
            } else {
                had.add("zeros " + ((ZeroRun) extent).getLength());
            }
        }
        List<String> has = new ArrayList<>();
        for (Object extent : placed.getExtents()) {
            if (extent instanceof PlacedRun run) {
                flatten(placed.getCarriers(), run.getCarrier(), run.getCarrierOffset(), run.getLengths(),
                        run.getDigests().array(), run.getDigests().arrayOffset(), has);
                assertCarried(placed.getCarriers().get(run.getCarrier()), run);
            } else {
                has.add("zeros " + ((ZeroRun) extent).getLength());
            }
        }
        assertThat(has).as("F: placing changed what stands where").isEqualTo(had);
        assertThat(placed.getLength()).isEqualTo(known.getLength());
    }

    private static void flatten(List<Carrier> carriers, int carrier, long offset, List<Integer> lengths, byte[] digests,
            int digestsAt, List<String> blocks) {
        assertThat(lengths).isNotEmpty();
        long at = offset;
        for (int i = 0; i < lengths.size(); i++) {
            long digest = java.nio.ByteBuffer.wrap(digests).getLong(digestsAt + 32 * i);
            blocks.add(carriers.get(carrier).getGeneration() + " " + at + "+" + lengths.get(i) + " " + digest);
            at += lengths.get(i);
        }
    }

    private void assertCarried(Carrier carrier, PlacedRun run) {
        State of = states.get(carrier.getGeneration());
        if (of == null || run.getCarrierOffset() >= Script.NOWHERE) {
            holds(run.getInterimOffset() == -1, "A: a place for blocks nobody carried");
            return;
        }
        Entry entry = log.get(run.getInterimOffset());
        assertThat(entry).as("A: known blocks without their carrier's record").isNotNull();
        long length = run.getLengths().stream().mapToLong(Integer::longValue).sum();
        holds(entry.plan() == of.plan, "A: the record of another image");
        boolean carried = run.getCarrierOffset() >= entry.offset()
                && run.getCarrierOffset() + length <= entry.offset() + entry.length();
        holds(carried, "A: a run that its record does not carry");
    }
}
