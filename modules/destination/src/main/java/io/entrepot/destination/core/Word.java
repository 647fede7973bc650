package io.entrepot.destination.core;

import java.util.Optional;

/**
 * A receipt, but for the time of day.
 *
 * @param generation   what it is about
 * @param state        what it says
 * @param turn         the turn it is about; 0 when no turn is known
 * @param ordinal      interim offset of the generation's opening; 0 when it is not known
 * @param cursor       bytes durable at the destination
 * @param orderedBytes value bytes handled durably
 * @param failure      why, for {@link State#FAILED} and {@link State#SUPERSEDED}
 * @param figures      what the image is made of so far
 */
public record Word(Generation generation, State state, int turn, long ordinal, long cursor, long orderedBytes,
                   Optional<Failure> failure, Figures figures) {

    /** What a receipt says of a generation. */
    public enum State { RECEIVING, COMMITTED, FAILED, PARKED, SUPERSEDED }

    static Word of(State state, Incoming incoming) {
        return new Word(incoming.generation(), state, incoming.turn(), incoming.ordinal(), incoming.cursor(),
                incoming.orderedBytes(), Optional.empty(), incoming.figures());
    }

    /** Says, perhaps once more, that this is committed. */
    static Word committed(Generation generation, int turn, Committed committed) {
        return new Word(generation, State.COMMITTED, turn, committed.ordinal(), committed.opening().size(),
                committed.orderedBytes(), Optional.empty(), committed.figures());
    }

    /** Says of a committed generation how much of it has been passed on once more. */
    static Word repeated(State state, Repeating repeating) {
        Committed committed = repeating.committed();
        return new Word(repeating.generation(), state, repeating.turn(), committed.ordinal(),
                committed.opening().size(), repeating.orderedBytes(), Optional.empty(), committed.figures());
    }

    /** Nothing of a failed or superseded generation stays, so its cursor is 0. */
    static Word ended(State state, Incoming incoming, Failure failure) {
        return new Word(incoming.generation(), state, incoming.turn(), incoming.ordinal(), 0, incoming.orderedBytes(),
                Optional.of(failure), incoming.figures());
    }

    static Word ended(State state, Generation generation, int turn, long ordinal, Failure failure) {
        return new Word(generation, state, turn, ordinal, 0, 0, Optional.of(failure), Figures.NONE);
    }
}
