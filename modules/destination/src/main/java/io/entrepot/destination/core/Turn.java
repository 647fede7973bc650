package io.entrepot.destination.core;

import java.util.List;
import java.util.Optional;

/**
 * What a partition of the ordered topic is doing at the writer.
 *
 * <pre>
 *   Restarted ──any record──▶ Announced, Receiving, Repeating, Settled
 *   Between, Settled ──TurnBegins──▶ Announced ──Opens──▶ Receiving
 *                                    Receiving ──Parks──▶ Between
 *                                    Repeating ──Parks──▶ Between, ──Seals, Aborts, Spoiled──▶ Settled
 *   Receiving ──Seals──▶ Sealing ──completed, renamed──▶ Settled
 *   Announced, Receiving, Sealing ──Aborts, failure──▶ Settled
 * </pre>
 *
 * A record of another generation than the one whose turn it is comes out of turn, and fails that other generation only.
 */
sealed interface Turn permits Turn.Restarted, Turn.Between, Turn.Settled, Turn.Sealing, Announced,
        Receiving, Repeating {

    /** What the record leads to. */
    Step on(Arrival arrival, Shelf shelf);

    /** What is to stand beside the committed offset. */
    Optional<Mark> mark();

    /**
     * What makes everything handled so far durable.
     *
     * @param words to be said along with the turn's own
     * @param next  the offset behind the last record seen
     */
    default List<Action> checkpoint(List<Word> words, long next) {
        return List.of(new Action.Transact(words, next, mark()));
    }

    /** The process has just started. Whose records follow is told by the mark, or not at all. */
    record Restarted(Optional<Mark> mark) implements Turn {

        @Override
        public Step on(Arrival arrival, Shelf shelf) {
            Generation generation = arrival.header().generation();
            if (arrival instanceof Arrival.TurnBegins begins) {
                return Beginning.of(begins, shelf.find(generation.image()), shelf);
            }
            boolean expected = mark.isEmpty() || mark.get().generationId().equals(generation.id());
            return expected ? Resumption.of(arrival, mark, shelf) : OutOfTurn.of(arrival, this, shelf);
        }
    }

    /** The last turn was parked, or none has been seen. */
    record Between() implements Turn {

        @Override
        public Step on(Arrival arrival, Shelf shelf) {
            return arrival instanceof Arrival.TurnBegins begins
                    ? Beginning.of(begins, shelf.find(begins.header().generation().image()), shelf)
                    : OutOfTurn.of(arrival, this, shelf);
        }

        @Override
        public Optional<Mark> mark() {
            return Optional.empty();
        }
    }

    /** The last word on a generation has been said; what still comes of it is passed over. */
    record Settled(String generationId) implements Turn {

        @Override
        public Step on(Arrival arrival, Shelf shelf) {
            Generation generation = arrival.header().generation();
            if (arrival instanceof Arrival.TurnBegins begins) {
                return Beginning.of(begins, shelf.find(generation.image()), shelf);
            }
            return generationId.equals(generation.id()) ? Step.to(this) : OutOfTurn.of(arrival, this, shelf);
        }

        @Override
        public Optional<Mark> mark() {
            return Optional.of(new Mark(generationId, 0, 0, true));
        }
    }

    /** The image is whole, its file is being completed and gets its final name; no record is handled before that is done. */
    record Sealing(Receiving receiving) implements Turn {

        @Override
        public Step on(Arrival arrival, Shelf shelf) {
            throw new IllegalStateException("a record arrived while " + receiving.incoming().generation()
                    + " was being completed");
        }

        @Override
        public Optional<Mark> mark() {
            return receiving.mark();
        }

        Step completed(int fileExtents) {
            Receiving complete = new Receiving(receiving.incoming().finalising(fileExtents), receiving.before());
            return Step.to(new Sealing(complete),
                    new Action.Save(complete.record()),
                    new Action.Rename(complete.incoming().generation(), complete.record().committedFrom(complete.incoming())));
        }

        Step renamed() {
            Incoming complete = receiving.incoming();
            Settled settled = new Settled(complete.generation().id());
            return Step.to(settled,
                    new Action.Transact(List.of(Word.of(Word.State.COMMITTED, complete)), complete.position().next(),
                            settled.mark()));
        }
    }
}
