package io.entrepot.destination.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image has the turn and its partial file is open.
 *
 * @param incoming how far it has got, durable or not
 * @param before   what stands under the final name until this is finished
 */
record Receiving(Incoming incoming, Optional<Committed> before) implements Turn {

    /** What the name's destination record would be now. */
    ImageRecord record() {
        return new ImageRecord(incoming.generation().image(), Optional.of(incoming), before);
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(new Mark(incoming.generation().id(), incoming.ordinal(), incoming.turn(), false));
    }

    /** Says as far as the image has got. */
    @Override
    public List<Action> checkpoint(List<Word> words, long next) {
        List<Word> all = new ArrayList<>(words);
        all.add(Word.of(Word.State.RECEIVING, incoming));
        return List.of(new Action.Force(incoming.generation()), new Action.Save(record()),
                new Action.Transact(all, incoming.position().next(), mark()));
    }

    @Override
    public Step on(Arrival arrival, Shelf shelf) {
        Header header = arrival.header();
        if (!header.generation().equals(incoming.generation())) {
            return arrival instanceof Arrival.TurnBegins begins
                    ? Beginning.of(begins, recordOf(header.generation(), shelf), shelf).after(leave())
                    : OutOfTurn.of(arrival, this, shelf);
        }
        if (incoming.position().covers(header.position()) && wasHandled(arrival)) {
            return replay(arrival);
        }
        if (arrival instanceof Arrival.TurnBegins begins) {
            return Beginning.of(begins, record(), shelf).after(leave());
        } else if (arrival instanceof Arrival.Opens opens) {
            return opens(opens);
        } else if (arrival instanceof Arrival.Brings brings) {
            return brings(brings);
        } else if (arrival instanceof Arrival.Seals seals) {
            return seals(seals, shelf);
        } else if (arrival instanceof Arrival.Parks parks) {
            return parks(parks);
        } else if (arrival instanceof Arrival.Aborts aborts) {
            return end(Endings.state(aborts), Endings.failure(aborts), header.position().next() + 1);
        } else if (arrival instanceof Arrival.Spoiled spoiled) {
            return fail(spoiled.failure(), header);
        }
        throw new IllegalStateException("no such arrival: " + arrival);
    }

    Receiving filled(Arrival.Brings brings, Filled filled) {
        return new Receiving(incoming.filled(brings, filled), before);
    }

    /** The record is handled and was none of this image's business. */
    Receiving passedOver(Header header) {
        return new Receiving(new Incoming(incoming.generation(), incoming.ordinal(), incoming.interimTopicId(),
                incoming.phase(), incoming.turn(), incoming.opening(), incoming.cursor(), incoming.chain(),
                incoming.orderedBytes(), incoming.figures(), header.position().behind()), before);
    }

    /** The last word when another partition's generation has taken the name; empty when none has. */
    Optional<Step> overtaken(Shelf shelf, long next) {
        String image = incoming.generation().image();
        ImageRecord now = shelf.find(image);
        if (now.isReceiving(incoming.generation())) {
            return Optional.empty();
        }
        Optional<String> damage = now.isEmpty() ? shelf.damage(image) : Optional.empty();
        if (damage.isPresent()) {
            return Optional.of(end(Word.State.FAILED, Failure.of("Image " + image + " cannot go on: " + damage.get() + "."), next));
        }
        boolean isThere = now.incoming().isPresent()
                || now.committed().isPresent() && !now.committed().map(Committed::id).equals(before.map(Committed::id));
        return Optional.of(isThere
                ? end(Word.State.SUPERSEDED, Endings.overtaken(image), next)
                : end(Word.State.FAILED, Failure.of("Image " + image + " cannot go on: a generation that came by another partition"
                        + " took its place and was not finished, or somebody removed its record; send it again."), next));
    }

    Step end(Word.State state, Failure failure, long next) {
        Settled settled = new Settled(incoming.generation().id());
        return Step.to(settled,
                new Action.Transact(List.of(Word.ended(state, incoming, failure)), next, settled.mark()),
                new Action.Drop(incoming.generation()));
    }

    private Step fail(Failure failure, Header header) {
        return end(Word.State.FAILED, failure, header.position().next() + 1);
    }

    private Step fail(String cause, Header header) {
        return fail(Failure.of("Image " + incoming.generation().image() + " " + cause + "."), header);
    }

    /** A name's record as it will be once this image's checkpoint is saved. */
    ImageRecord recordOf(Generation other, Shelf shelf) {
        return other.image().equals(incoming.generation().image()) ? record() : shelf.find(other.image());
    }

    /** The next turn begins without this one having been ended: what is here stays, like that of a parked image. */
    private List<Action> leave() {
        List<Action> actions = new ArrayList<>(checkpoint(List.of(), incoming.position().next()));
        actions.add(new Action.Close(incoming.generation()));
        return actions;
    }

    /** Whether what is here includes the record: a position that says so is not believed where the contents differ. */
    private boolean wasHandled(Arrival arrival) {
        if (arrival instanceof Arrival.TurnBegins begins) {
            return begins.turn() <= incoming.turn();
        } else if (arrival instanceof Arrival.Opens) {
            return incoming.opening().isPresent();
        } else if (arrival instanceof Arrival.Brings brings) {
            return brings.header().imageOffset() + brings.length() <= incoming.cursor();
        } else if (arrival instanceof Arrival.Parks parks) {
            return parks.turn() <= incoming.turn() && parks.header().imageOffset() <= incoming.cursor();
        }
        return false;
    }

    private Step replay(Arrival arrival) {
        if (arrival instanceof Arrival.Parks parks && parks.turn() == incoming.turn()) {
            return Step.to(new Between(), new Action.Transact(List.of(Word.of(Word.State.PARKED, incoming)),
                    incoming.position().next(), Optional.empty()), new Action.Close(incoming.generation()));
        }
        return Step.to(this);
    }

    private Step opens(Arrival.Opens opens) {
        Header header = opens.header();
        if (incoming.opening().isPresent()) {
            return fail("was opened twice", header);
        }
        if (header.imageOffset() != 0) {
            return fail("was opened at offset " + header.imageOffset() + ", not at 0", header);
        }
        return Step.to(new Receiving(incoming.opened(opens.opening(), header), before),
                new Action.Fit(incoming.generation(), opens.opening().size()));
    }

    private Step brings(Arrival.Brings brings) {
        Header header = brings.header();
        if (incoming.opening().isEmpty()) {
            return fail("got data before it was opened", header);
        }
        if (header.imageOffset() != incoming.cursor()) {
            return fail("goes on at offset " + header.imageOffset() + " where " + incoming.cursor()
                    + " was due: its records are not in order", header);
        }
        long size = incoming.opening().get().size();
        if (brings.length() < 1 || brings.length() > size - incoming.cursor()) {
            return fail("has a record of " + brings.length() + " bytes at offset " + header.imageOffset()
                    + " and was opened with " + size + " bytes", header);
        }
        return Step.to(this, new Action.Fill(brings));
    }

    private Step seals(Arrival.Seals seals, Shelf shelf) {
        Header header = seals.header();
        if (incoming.opening().isEmpty()) {
            return fail("was sealed before it was opened", header);
        }
        long size = incoming.opening().get().size();
        if (seals.size() != size || header.imageOffset() != size || incoming.cursor() != size) {
            return fail("was opened with " + size + " bytes and sealed with " + seals.size() + " after "
                    + incoming.cursor() + " had come", header);
        }
        if (!seals.chain().equals(incoming.seal())) {
            return fail("does not add up to the chain that its sender sealed it with", header);
        }
        Optional<String> inTheWay = Beginning.inTheWay(shelf.find(incoming.generation().image()), shelf);
        if (inTheWay.isPresent()) {
            return fail(inTheWay.get(), header);
        }
        return Step.to(new Sealing(new Receiving(incoming.counted(header), before)),
                new Action.Complete(incoming.generation(), incoming.opening().get()));
    }

    private Step parks(Arrival.Parks parks) {
        Header header = parks.header();
        if (parks.turn() != incoming.turn() || header.imageOffset() != incoming.cursor()) {
            return fail("was parked in turn " + parks.turn() + " at offset " + header.imageOffset() + " while turn "
                    + incoming.turn() + " had got to " + incoming.cursor(), header);
        }
        Receiving parked = new Receiving(incoming.counted(header), before);
        return Step.to(new Between(),
                new Action.Force(incoming.generation()),
                new Action.Save(parked.record()),
                new Action.Transact(List.of(Word.of(Word.State.PARKED, parked.incoming)),
                        parked.incoming.position().next(), Optional.empty()),
                new Action.Close(incoming.generation()));
    }
}
