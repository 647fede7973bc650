package io.entrepot.destination.core;

import java.util.List;
import java.util.Optional;

/**
 * One partition of the ordered topic at the writer: immutable, so that a checkpoint can be taken of it at any time and be
 * carried out while later records are being handled.
 */
public final class Lane {

    private final Turn turn;
    private final long next;

    private Lane(Turn turn, long next) {
        this.turn = turn;
        this.next = next;
    }

    /**
     * A lane and what is to be done to get there.
     *
     * @param lane    the lane after the decision
     * @param actions to be carried out in this order
     */
    public record Outcome(Lane lane, List<Action> actions) {
    }

    /**
     * The lane as the committed offset and what stands beside it tell.
     *
     * @param next offset of the next record
     */
    public static Lane restarted(long next, Optional<Mark> mark) {
        return new Lane(new Turn.Restarted(mark), next);
    }

    /** Handles a record; those of a partition come in the order of their offsets. */
    public Outcome on(Arrival arrival, Shelf shelf) {
        // Not asked for each block: what goes into a file that nobody will name does no harm.
        Optional<Step> over = arrival instanceof Arrival.Brings ? Optional.empty() : overtakenStep(shelf);
        Step step = over.isPresent() ? over.get().turn().on(arrival, shelf).after(over.get().actions())
                : turn.on(arrival, shelf);
        return outcome(step, arrival.header().position().next() + 1);
    }

    /** How the image that has the turn ends when another partition's generation has taken its name; empty while none has. */
    public Optional<Outcome> overtaken(Shelf shelf) {
        return overtakenStep(shelf).map(step -> outcome(step, next));
    }

    private Optional<Step> overtakenStep(Shelf shelf) {
        return receiving().flatMap(receiving -> receiving.overtaken(shelf, next));
    }

    /** A {@link Action.Fill} is done: the bytes are verified and in the file. */
    public Lane filled(Arrival.Brings brings, Filled filled) {
        return new Lane(((Receiving) turn).filled(brings, filled), next);
    }

    /** A {@link Action.Complete} is done; {@code fileExtents} is 0 where the file system does not say. */
    public Outcome completed(int fileExtents) {
        return outcome(((Turn.Sealing) turn).completed(fileExtents), next);
    }

    /** A {@link Action.Rename} is done. */
    public Outcome renamed() {
        return outcome(((Turn.Sealing) turn).renamed(), next);
    }

    /** An action on the image that has the turn cannot be done: that image fails, and only that. */
    public Outcome fail(Failure failure) {
        Receiving receiving = receiving().orElseThrow(() -> new IllegalStateException("nothing to fail: " + failure));
        return outcome(receiving.end(Word.State.FAILED, failure, next), next);
    }

    /** A record whose key cannot be read: which image it was part of is not known, so the one that has the turn fails. */
    public Outcome unreadable(long offset, String cause) {
        Optional<Receiving> receiving = receiving();
        return receiving.isPresent()
                ? outcome(receiving.get().end(Word.State.FAILED, Failure.of("Image "
                        + receiving.get().incoming().generation().image() + " cannot go on: " + cause), offset + 1),
                        offset + 1)
                : new Outcome(new Lane(turn, offset + 1), List.of());
    }

    /** What makes all that was handled so far durable, and says so. */
    public List<Action> checkpoint() {
        return turn.checkpoint(List.of(), next);
    }

    /** The image that has the turn, and how far it has got. */
    public Optional<Incoming> incoming() {
        return receiving().map(Receiving::incoming);
    }

    /** Offset behind the last record seen. */
    public long next() {
        return next;
    }

    private Optional<Receiving> receiving() {
        if (turn instanceof Receiving receiving) {
            return Optional.of(receiving);
        }
        return turn instanceof Turn.Sealing sealing ? Optional.of(sealing.receiving()) : Optional.empty();
    }

    private static Outcome outcome(Step step, long next) {
        return new Outcome(new Lane(step.turn(), next), step.actions());
    }
}
