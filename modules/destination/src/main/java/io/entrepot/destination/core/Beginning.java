package io.entrepot.destination.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a turn begins with: the announcement of an image from its start, the partial file that is there, or the last word on a
 * generation that needs no more.
 * Never an older generation over a newer one.
 */
final class Beginning {

    private static final String FOREIGN = "would replace a file that Entrepot did not write: move it away or allow overwriting";

    private static final String ALTERED = "would replace a file that was changed since Entrepot wrote it: move it away or allow overwriting";

    private static final String CHANGED = "was committed here, and its file has another size now: move it away or allow"
            + " overwriting, to have it anew";

    private Beginning() {
    }

    /** {@code found} is what the name has come to, durable by the time the step's actions are carried out. */
    static Step of(Arrival.TurnBegins begins, ImageRecord found, Shelf shelf) {
        Generation generation = begins.header().generation();
        ImageRecord record = found.settledFor(begins.header().position(), shelf);
        Optional<String> untold = untold(begins, record, shelf);
        if (untold.isPresent()) {
            return fail(begins, "cannot be written: " + untold.get());
        }
        if (record.hasCommitted(generation)) {
            return committed(begins, record, shelf);
        }
        if (record.isReceiving(generation) && record.incoming().orElseThrow().phase() == Incoming.Phase.RECEIVING) {
            return again(begins, record);
        }
        if (record.isAfter(begins)) {
            return superseded(begins, begins.header(), "is at the destination in a newer generation");
        }
        if (begins.header().imageOffset() != 0 && record.isTakenByAnotherPartition(begins.header().position())) {
            // An earlier turn had the name, and so it was taken from it since.
            return settle(begins.header(), Word.ended(Word.State.SUPERSEDED, generation, begins.turn(), begins.ordinal(),
                    Endings.overtaken(generation.image())));
        }
        if (begins.header().imageOffset() != 0) {
            return fail(begins, "is to go on at offset " + begins.header().imageOffset()
                    + (record.isEmpty() ? " and nothing of it is at the destination: send it again"
                            : " and the destination has another generation of it: send it again, unless that is the newer one"));
        }
        Optional<String> inTheWay = inTheWay(record, shelf);
        return inTheWay.isPresent() ? fail(begins, inTheWay.get()) : fresh(begins);
    }

    /** A record from before its seal comes again after a crash; one from behind it was passed on anew. */
    private static Step committed(Arrival.TurnBegins begins, ImageRecord record, Shelf shelf) {
        Committed committed = record.committed().orElseThrow();
        Generation generation = begins.header().generation();
        if (committed.position().covers(begins.header().position())) {
            return settle(begins.header(), Word.committed(generation, begins.turn(), committed));
        }
        OptionalLong sizeBytes = shelf.sizeBytes(generation.image());
        if (sizeBytes.isPresent() && sizeBytes.getAsLong() == committed.opening().size()) {
            return Step.to(Repeating.begin(begins, committed));
        }
        return lost(begins, record.withoutCommitted(), shelf);
    }

    /** What was committed is not under its name any more: it is received anew, over nothing that somebody else put there. */
    private static Step lost(Arrival.TurnBegins begins, ImageRecord left, Shelf shelf) {
        if (begins.header().imageOffset() != 0) {
            return fail(begins, "is to go on at offset " + begins.header().imageOffset()
                    + " and its file is gone: replay it");
        }
        return inTheWay(left, shelf).isPresent() ? fail(begins, CHANGED) : fresh(begins);
    }

    /**
     * What is wrong with the name's record where it would be needed: to go on, or to tell what has the final name. That may be a newer
     * generation, which not even who may overwrite replaces.
     */
    private static Optional<String> untold(Arrival.TurnBegins begins, ImageRecord record, Shelf shelf) {
        boolean matters = begins.header().imageOffset() != 0 || shelf.isOccupied(record.image());
        return matters && record.isEmpty() ? shelf.damage(record.image()) : Optional.empty();
    }

    /** Why the file that has the name must not be replaced, as a clause: somebody else's bytes are lost with it. */
    static Optional<String> inTheWay(ImageRecord record, Shelf shelf) {
        if (shelf.mayOverwrite()) {
            return Optional.empty();
        }
        return record.committed().isPresent()
                ? record.committed().filter(committed -> shelf.isAltered(record.image(), committed.opening())).map(any -> ALTERED)
                : Optional.of(FOREIGN).filter(any -> shelf.isOccupied(record.image()));
    }

    private static Step fresh(Arrival.TurnBegins begins) {
        return Step.to(new Announced(begins));
    }

    private static Step again(Arrival.TurnBegins begins, ImageRecord record) {
        Incoming incoming = record.incoming().orElseThrow();
        Header header = begins.header();
        if (incoming.position().covers(header.position()) && begins.turn() <= incoming.turn()) {
            return open(incoming.reopened(), record);
        }
        if (header.imageOffset() == incoming.cursor() && begins.turn() > incoming.turn()) {
            return open(incoming.again(begins), record);
        }
        if (header.imageOffset() == 0) {
            // The resequencer has begun anew, from state of its own that was lost or reset.
            return fresh(begins);
        }
        Step failed = fail(begins, "is to go on at offset " + header.imageOffset() + " in turn " + begins.turn()
                + " while the destination has got to " + incoming.cursor() + " in turn " + incoming.turn()
                + ": send it again");
        return Step.to(failed.turn(), failed.actions().get(0), new Action.Drop(header.generation()));
    }

    private static Step open(Incoming incoming, ImageRecord record) {
        return Step.to(new Receiving(incoming, record.committed()), new Action.Open(incoming, false));
    }

    /** @param last the record that this is said at */
    static Step superseded(Arrival.TurnBegins begins, Header last, String cause) {
        Generation generation = begins.header().generation();
        return settle(last, Word.ended(Word.State.SUPERSEDED, generation, begins.turn(), begins.ordinal(),
                Failure.of("Image " + generation.image() + " " + cause + ".")));
    }

    private static Step fail(Arrival.TurnBegins begins, String cause) {
        Generation generation = begins.header().generation();
        return settle(begins.header(), Word.ended(Word.State.FAILED, generation, begins.turn(), begins.ordinal(),
                Failure.of("Image " + generation.image() + " " + cause + ".")));
    }

    private static Step settle(Header last, Word word) {
        Turn.Settled settled = new Turn.Settled(last.generation().id());
        return Step.to(settled, new Action.Transact(List.of(word), last.position().next() + 1, settled.mark()));
    }
}
