package io.entrepot.destination.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A record of a generation that does not have the turn. It fails that generation, unless it is committed already, and leaves
 * the one that has the turn alone.
 */
final class OutOfTurn {

    private OutOfTurn() {
    }

    static Step of(Arrival arrival, Turn turn, Shelf shelf) {
        Header header = arrival.header();
        Generation generation = header.generation();
        ImageRecord record = turn instanceof Receiving receiving ? receiving.recordOf(generation, shelf)
                : shelf.find(generation.image());
        Turn after = turn instanceof Receiving receiving ? receiving.passedOver(header) : turn;
        if (record.hasCommitted(generation)) {
            return Step.to(after);
        }
        List<Action> actions = new ArrayList<>(after.checkpoint(List.of(word(arrival)), header.position().next() + 1));
        if (record.isReceiving(generation)) {
            actions.add(new Action.Drop(generation));
        }
        return new Step(after, actions);
    }

    private static Word word(Arrival arrival) {
        Generation generation = arrival.header().generation();
        if (arrival instanceof Arrival.Aborts aborts) {
            return Word.ended(Endings.state(aborts), generation, 0, 0, Endings.failure(aborts));
        }
        Failure failure = arrival instanceof Arrival.Spoiled spoiled ? spoiled.failure()
                : Failure.of("Image " + generation.image() + " got a record at offset "
                        + arrival.header().imageOffset() + " when it did not have the turn.");
        return Word.ended(Word.State.FAILED, generation, 0, 0, failure);
    }
}
