package io.entrepot.destination.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A committed generation is passed on once more, by a resequencer that has begun anew. Its records are passed over and
 * counted, because it waits for receipts on what it passed on, and for the last one until it has passed on the seal.
 *
 * @param generation   whose turn it is
 * @param committed    what stands under the final name
 * @param turn         the turn
 * @param orderedBytes value bytes passed over
 */
record Repeating(Generation generation, Committed committed, int turn, long orderedBytes) implements Turn {

    static Repeating begin(Arrival.TurnBegins begins, Committed committed) {
        Header header = begins.header();
        return new Repeating(header.generation(), committed, begins.turn(),
                header.valueBytes() + (begins.turn() == 1 ? 0 : earlierBytesMax(committed)));
    }

    /** After a restart in the middle of it. */
    static Repeating resume(Header header, Optional<Mark> mark, Committed committed) {
        return new Repeating(header.generation(), committed, mark.map(Mark::turn).orElse(committed.turn()),
                earlierBytesMax(committed));
    }

    /** How much has been passed on before is not known any more, but it is hardly more than this. */
    private static long earlierBytesMax(Committed committed) {
        return committed.orderedBytes() + committed.opening().size();
    }

    @Override
    public Step on(Arrival arrival, Shelf shelf) {
        Header header = arrival.header();
        if (arrival instanceof Arrival.TurnBegins begins) {
            return Beginning.of(begins, shelf.find(header.generation().image()), shelf);
        }
        if (!header.generation().equals(generation)) {
            return OutOfTurn.of(arrival, this, shelf);
        }
        Repeating after = new Repeating(generation, committed, turn, orderedBytes + header.valueBytes());
        long next = header.position().next() + 1;
        if (arrival instanceof Arrival.Seals) {
            return Step.to(new Settled(generation.id()), new Action.Transact(
                    List.of(Word.repeated(Word.State.COMMITTED, after)), next, mark()));
        } else if (arrival instanceof Arrival.Parks) {
            return Step.to(new Between(), new Action.Transact(
                    List.of(Word.repeated(Word.State.PARKED, after)), next, Optional.empty()));
        } else if (arrival instanceof Arrival.Aborts aborts) {
            return end(Endings.state(aborts), Endings.failure(aborts), next);
        } else if (arrival instanceof Arrival.Spoiled spoiled && header.imageOffset() >= committed.opening().size()) {
            // It was the seal, or of an image without bytes its opening. What is spoiled before that does no harm to the file.
            return end(Word.State.FAILED, spoiled.failure(), next);
        }
        return Step.to(after);
    }

    /** The turn ends without a seal; what is committed stays. */
    private Step end(Word.State state, Failure failure, long next) {
        return Step.to(new Settled(generation.id()), new Action.Transact(
                List.of(Word.ended(state, generation, turn, committed.ordinal(), failure)), next, mark()));
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(new Mark(generation.id(), committed.ordinal(), turn, true));
    }

    @Override
    public List<Action> checkpoint(List<Word> words, long next) {
        List<Word> all = new ArrayList<>(words);
        all.add(Word.repeated(Word.State.RECEIVING, this));
        return List.of(new Action.Transact(all, next, mark()));
    }
}
