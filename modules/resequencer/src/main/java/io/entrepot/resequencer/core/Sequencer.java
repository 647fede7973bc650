package io.entrepot.resequencer.core;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides for one partition what is passed on to the ordered topic, and when.
 *
 * <p>What arrives for the image that has the turn, where it has got to, is passed on at once; everything else waits.
 * When the turn goes on to the next image, what waits for that one is drained in the order of the image. Every call
 * passes on a bounded number of bytes and goes on where it stopped at the next one. Nothing but the stores is needed to
 * go on after a crash, and an event that was handled before changes nothing when it is handled again.
 *
 * <p>For one thread.
 */
public final class Sequencer {

    /**
     * Part of the buffer that is left free for what is on its way here already when reading on is stopped: an eighth.
     */
    private static final int HEADROOM = 8;

    private final Stores stores;
    private final Bounds bounds;
    private final Tally tally;
    private final Clearing clearing;
    private final Ending ending;
    private final Turns turns;
    private final Intake intake;
    private final Words words;
    private final Stall stall;
    private final Recalls recalls;
    private final long passOnFrom;

    private Stop stop;
    private boolean clearingUp = true;

    /**
     * @param interimTopicId Kafka's id of the interim topic
     * @param passOnFrom     interim offset before which what is opened is left out, unless it is recalled; until it is
     *                       come to, or nothing is left to read, no turn begins, since who is recalled refers to what
     *                       stands there
     * @param tally          what is counted into it
     */
    public Sequencer(Stores stores, Forms forms, Bounds bounds, String interimTopicId, long passOnFrom, Tally tally) {
        this.passOnFrom = passOnFrom;
        this.stores = stores;
        this.bounds = bounds;
        this.tally = tally;
        this.clearing = new Clearing(stores, bounds.stepBytesMax());
        this.ending = new Ending(stores, forms, clearing);
        Passing passing = new Passing(stores, forms);
        this.turns = new Turns(stores, passing, ending, bounds, interimTopicId);
        this.stall = new Stall(bounds.stallTimeoutMs());
        this.intake = new Intake(stores, forms, bounds, passing, ending, stall, passOnFrom);
        this.recalls = new Recalls(stores, forms, ending, clearing, interimTopicId);
        this.words = new Words(stores, clearing);
        this.stop = hasLearned() ? Stop.STEP : Stop.IDLE;
    }

    /**
     * Handles one event.
     *
     * @param out is given each action before the next is decided
     */
    public void on(Event event, Consumer<Action> out) {
        Step step = new Step(bounds, tally, out);
        boolean read = !readsEnough();
        if (event instanceof Event.Arrival record) {
            intake.arrived(record, step);
        } else if (event instanceof Event.Unreadable record) {
            intake.unreadable(record, step);
        } else if (event instanceof Event.Nameless record) {
            step.refuse(record.interimOffset(), record.why());
        } else if (event instanceof Event.Recalled record) {
            recalls.came(record, step);
        } else if (event instanceof Event.Word word) {
            words.said(word, step);
        }
        // While the writer's word is awaited, no arrival lets more be passed on.
        if (hasLearned(event) && (stop != Stop.RECEIPT || !(event instanceof Event.Arrival))) {
            stop = turns.goOn(step);
        }
        if (event instanceof Event.Tick tick) {
            stall.tick(tick.nowMs(), read);
            watch(tick, step);
            clearingUp = clearing.goOn();
        }
    }

    private boolean hasLearned() {
        return passOnFrom <= 0 || stores.agenda().hasLearned();
    }

    private boolean hasLearned(Event event) {
        if (hasLearned()) {
            return true;
        }
        boolean beyond = event instanceof Event.Arrival record && record.interimOffset() >= passOnFrom
                || event instanceof Event.Tick tick && tick.nothingLeftToRead();
        if (beyond) {
            stores.agenda().learned();
        }
        return beyond;
    }

    private void watch(Event.Tick tick, Step step) {
        Optional<Image> holder = stop == Stop.DATA ? turns.holder() : Optional.empty();
        if (holder.isEmpty() || !tick.nothingLeftToRead() || !stall.lasts(holder.get().sending().generation())) {
            return;
        }
        Image image = holder.get();
        if (image.sealed()) {
            Row seal = stores.waiting().get(image.ordinal(), image.sending().sizeBytes()).orElseThrow();
            ending.fault(image, seal.interimOffset(), "It seals the image, though nothing came for its bytes from "
                    + image.position() + " on.", step);
        } else if (stores.agenda().next().isEmpty() || !turns.park(image, step)) {
            return;
        }
        stop = turns.goOn(step);
    }

    /** Whether the next tick has work to do, so that it should come soon. */
    public boolean hasMore() {
        return stop == Stop.STEP || clearingUp;
    }

    /**
     * Whether reading on in the interim topic would do no good for now: the buffer is nearly full, and what is next to
     * be passed on is here already, waiting for the writer or for the next call.
     */
    public boolean readsEnough() {
        boolean full = stores.payloads().heldBytes() >= bounds.bufferBytesMax() - bounds.bufferBytesMax() / HEADROOM;
        return full && (stop == Stop.RECEIPT || stop == Stop.STEP);
    }
}
