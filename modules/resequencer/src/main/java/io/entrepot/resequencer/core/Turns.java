package io.entrepot.resequencer.core;

import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose turn it is and how it goes on. One image of the partition has the turn; the next one, by priority and then by
 * order of opening, gets it when the writer's terminal receipt, or the one that says parked, is in. So at most one
 * image's records stand on the ordered topic unwritten, and no more of them than the pace allows.
 */
final class Turns {

    private final Stores stores;
    private final Passing passing;
    private final Ending ending;
    private final Bounds bounds;
    private final String interimTopicId;

    Turns(Stores stores, Passing passing, Ending ending, Bounds bounds, String interimTopicId) {
        this.stores = stores;
        this.passing = passing;
        this.ending = ending;
        this.bounds = bounds;
        this.interimTopicId = interimTopicId;
    }

    /** The image that has the turn. */
    Optional<Image> holder() {
        OptionalLong holder = stores.agenda().holder();
        return holder.isEmpty() ? Optional.empty() : stores.images().get(holder.getAsLong());
    }

    /** Passes on what can be passed on, beginning a turn when none is held. */
    Stop goOn(Step step) {
        Optional<Image> held = holder();
        if (held.isEmpty() && stores.agenda().next().isEmpty()) {
            return Stop.IDLE;
        }
        Optional<Image> holder = held.isPresent() ? held : begin(step);
        if (holder.isEmpty()) {
            return step.stop();
        }
        Image before = holder.get();
        if (before.life() != Life.TURN) {
            return Stop.RECEIPT;
        }
        Image after = drain(before, step);
        if (after != before) {
            stores.images().put(after);
        }
        if (after.life() != Life.TURN) {
            step.say(new Action.TurnEnded(after));
            return Stop.RECEIPT;
        }
        return step.stop();
    }

    /** Ends the turn of the image that holds it and gets no data; false when that may not be said now. */
    boolean park(Image image, Step step) {
        String reason = "Nothing came for it for " + bounds.stallTimeoutMs() + " ms, and another image waits.";
        Optional<Image> told = passing.aboutTurn(image, new TurnParked(image.turn(), reason), step);
        if (told.isEmpty()) {
            return false;
        }
        Image parking = told.get().become(Life.PARKING);
        stores.images().put(parking);
        step.tally().parked();
        step.say(new Action.TurnEnded(parking));
        return true;
    }

    private Optional<Image> begin(Step step) {
        OptionalLong next = stores.agenda().next();
        Image image = stores.images().get(next.getAsLong()).orElseThrow().nextTurn();
        TurnStarted started = new TurnStarted(image.turn(), image.ordinal(), interimTopicId);
        Optional<Image> begun = passing.aboutTurn(image, started, step);
        begun.ifPresent(turn -> {
            OptionalLong last = stores.agenda().lastHolder();
            step.tally().turn(last.isPresent() && last.getAsLong() != turn.ordinal());
            stores.agenda().dequeue(turn.sending());
            stores.agenda().take(turn.ordinal());
            stores.images().put(turn);
            step.say(new Action.TurnBegan(turn));
        });
        return begun;
    }

    /**
     * Passes on what waits, in one scan from the image's position: never from its start, where what was drained before
     * lies as tombstones.
     */
    private Image drain(Image image, Step step) {
        if (image.ending()) {
            return end(image, step);
        }
        if (!mayWait(image)) {
            return image;
        }
        Image at = image;
        try (Waiting.Rows rows = stores.waiting().scan(image.ordinal(), image.position())) {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.position() != at.position()) {
                    return at;
                }
                Optional<Image> after;
                try {
                    after = pass(at, row, step);
                } catch (WireException bad) {
                    return end(ending.fault(at, row.interimOffset(), bad.getMessage(), step), step);
                }
                if (after.isEmpty()) {
                    return at;
                }
                at = after.get();
            }
        }
        return at;
    }

    private Optional<Image> pass(Image image, Row row, Step step) throws WireException {
        return switch (row.kind()) {
            case OPENED -> passing.waitedRaw(image, row, step).map(opened -> opened.at(0));
            case NEW, KNOWN -> passing.waitedExtent(image, row, step);
            case SEALED -> passing.waitedRaw(image, row, step).map(sealed -> sealed.become(Life.SEALED));
            case ABORTED -> Optional.empty();
        };
    }

    /**
     * Passes on the ImageAborted of an image that ends so, and its ImageOpened first where the destination has not
     * seen it.
     */
    private Image end(Image image, Step step) {
        Image at = image;
        if (at.position() == Waiting.OPENED_AT) {
            Row opened = stores.waiting().get(at.ordinal(), Waiting.OPENED_AT).orElseThrow();
            Optional<Image> known = passing.waitedRaw(at, opened, step);
            if (known.isEmpty()) {
                return at;
            }
            at = known.get().at(0);
        }
        Row aborted = stores.waiting().get(at.ordinal(), Waiting.END_AT).orElseThrow();
        return passing.waitedRaw(at, aborted, step).map(ended -> ended.become(Life.ABORTED)).orElse(at);
    }

    /**
     * Whether anything can wait at the image's position; spares a look into the store for each record of an image that
     * waits for nothing.
     */
    private static boolean mayWait(Image image) {
        return image.position() < image.arrivedTo()
                || image.sealed() && image.position() == image.sending().sizeBytes();
    }
}
