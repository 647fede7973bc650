package io.entrepot.destination.core;

import java.util.List;
import java.util.Optional;

/** What the first record after a restart leads to when it stands in the middle of a turn. */
final class Resumption {

    private Resumption() {
    }

    static Step of(Arrival arrival, Optional<Mark> mark, Shelf shelf) {
        Header header = arrival.header();
        Generation generation = header.generation();
        ImageRecord record = shelf.find(generation.image());
        if (record.hasCommitted(generation)) {
            Committed committed = record.committed().orElseThrow();
            return committed.position().covers(header.position())
                    ? settle(header, Word.committed(generation, committed.turn(), committed))
                    : Repeating.resume(header, mark, committed).on(arrival, shelf);
        }
        if (mark.filter(Mark::settled).isPresent()) {
            return Step.to(new Turn.Settled(generation.id()));
        }
        if (record.isReceiving(generation) && isOfThisTopic(record.incoming().orElseThrow(), header)) {
            return goOn(arrival, record, shelf);
        }
        int turn = mark.map(Mark::turn).orElse(0);
        long ordinal = mark.map(Mark::ordinal).orElse(0L);
        if (arrival instanceof Arrival.Aborts aborts) {
            return settle(header, Word.ended(Endings.state(aborts), generation, turn, ordinal, Endings.failure(aborts)));
        }
        if (mark.isPresent() && record.isTakenByAnotherPartition(header.position())) {
            // It had the name, and so it was taken from it while nobody was here to see that.
            return settle(header, Word.ended(Word.State.SUPERSEDED, generation, turn, ordinal, Endings.overtaken(generation.image())));
        }
        String cause = shelf.damage(generation.image()).map(damage -> "cannot go on: " + damage)
                .orElse("goes on at offset " + header.imageOffset() + (record.isEmpty() ? " and nothing of it is at the destination: send it again"
                        : " and the destination has another generation of it: send it again, unless that is the newer one"));
        return settle(header, Word.ended(Word.State.FAILED, generation, turn, ordinal,
                Failure.of("Image " + generation.image() + " " + cause + ".")));
    }

    /**
     * The partial file is opened only if the record does not end the turn at once. If it does, all that is known to be in the
     * file is durable: nothing is forced, and the next turn sees whether the file is still there.
     */
    private static Step goOn(Arrival arrival, ImageRecord record, Shelf shelf) {
        Incoming durable = record.incoming().orElseThrow();
        Incoming reopened = durable.reopened();
        Step step = new Receiving(reopened, record.committed()).on(arrival, shelf);
        boolean opens = step.turn() instanceof Receiving || step.turn() instanceof Turn.Sealing;
        return opens ? step.after(List.of(new Action.Open(reopened, false)))
                : new Receiving(durable, record.committed()).on(arrival, shelf).withoutForce();
    }

    private static boolean isOfThisTopic(Incoming incoming, Header header) {
        return incoming.position().topicId().equals(header.position().topicId())
                && incoming.position().partition() == header.position().partition();
    }

    private static Step settle(Header header, Word word) {
        Turn.Settled settled = new Turn.Settled(header.generation().id());
        return Step.to(settled, new Action.Transact(List.of(word), header.position().next() + 1, settled.mark()));
    }
}
