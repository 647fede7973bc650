package io.entrepot.destination.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A turn has begun with an image from its start, and its opening, which is to follow, has not come. The name is not taken before that
 * says when the image was opened: a generation of another partition may have it that was opened later.
 *
 * @param begins the turn
 */
record Announced(Arrival.TurnBegins begins) implements Turn {

    @Override
    public Step on(Arrival arrival, Shelf shelf) {
        Generation generation = begins.header().generation();
        if (arrival instanceof Arrival.TurnBegins other) {
            return Beginning.of(other, shelf.find(other.header().generation().image()), shelf);
        }
        if (!arrival.header().generation().equals(generation)) {
            return OutOfTurn.of(arrival, this, shelf);
        }
        ImageRecord record = shelf.find(generation.image()).settledFor(begins.header().position(), shelf);
        // What is received anew, because its file is gone, replaces nothing.
        Receiving first = new Receiving(Incoming.begin(begins),
                record.committed().filter(committed -> !committed.id().equals(generation.id())));
        if (arrival instanceof Arrival.Opens opens && record.isAfter(begins, opens.opening())) {
            return Beginning.superseded(begins, opens.header(), "is at the destination, or on its way there, in a generation that came by "
                    + "another partition and was opened later than this one, which was at "
                    + Instant.ofEpochMilli(opens.opening().openedAtMs()) + " by its sender's clock");
        }
        if (arrival instanceof Arrival.Parks) {
            return Step.to(new Between(), new Action.Transact(List.of(Word.of(Word.State.PARKED, first.incoming())),
                    arrival.header().position().next() + 1, Optional.empty()));
        }
        Step step = first.on(arrival, shelf);
        return step.turn() instanceof Receiving receiving
                ? step.after(List.of(new Action.Open(receiving.incoming(), true), new Action.Take(receiving.record())))
                : step;
    }

    /** Nothing is durable of it, so that it has to be begun once more after a restart. */
    @Override
    public List<Action> checkpoint(List<Word> words, long next) {
        return List.of(new Action.Transact(words, begins.header().position().next(), mark()));
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.empty();
    }
}
