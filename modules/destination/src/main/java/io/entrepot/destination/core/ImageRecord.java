package io.entrepot.destination.core;

import java.util.Optional;

/**
 * All that a destination holds of one image's name. The generation on its way is the one that has taken the name: when another
 * partition brings a newer one, which an image does that was moved there, that one takes the name from it.
 *
 * @param image     the name
 * @param incoming  a generation on its way
 * @param committed the generation under the final name
 */
public record ImageRecord(String image, Optional<Incoming> incoming, Optional<Committed> committed) {

    public static ImageRecord none(String image) {
        return new ImageRecord(image, Optional.empty(), Optional.empty());
    }

    public boolean isEmpty() {
        return incoming.isEmpty() && committed.isEmpty();
    }

    public ImageRecord with(Incoming now) {
        return new ImageRecord(image, Optional.of(now), committed);
    }

    public ImageRecord withoutIncoming() {
        return new ImageRecord(image, Optional.empty(), committed);
    }

    ImageRecord withoutCommitted() {
        return new ImageRecord(image, incoming, Optional.empty());
    }

    /**
     * What it becomes when the writer of one partition says this. To say that its own generation has got further does not give the name
     * back to it once another has taken that; to say that its own was committed does not take the name from another.
     */
    public ImageRecord updatedTo(ImageRecord said) {
        if (said.incoming.isPresent()) {
            // What has the final name is another's to say: an older generation may have come to it since this one took the name.
            return isReceiving(said.incoming.get().generation()) ? new ImageRecord(image, said.incoming, committed) : this;
        }
        boolean isTaken = incoming.isPresent() && !said.hasCommitted(incoming.get().generation());
        return isTaken ? new ImageRecord(image, incoming, said.committed) : said;
    }

    /** Whether the same partition has brought a newer generation than the one that begins. */
    boolean isAfter(Arrival.TurnBegins begins) {
        return incoming.filter(other -> other.isAfter(begins)).isPresent()
                || committed.filter(other -> other.isAfter(begins)).isPresent();
    }

    /**
     * Whether another partition has brought a generation that was opened later than the one that begins. Agents' clocks say so: where the
     * clock of the one that sends now is behind by more than the time in between, its generation is taken for the older one, and is
     * said to be superseded, by name and with its time. Where the other one's is behind, or its time is not known, what comes last is
     * taken for the newer one.
     */
    boolean isAfter(Arrival.TurnBegins begins, Opening opened) {
        return incoming.filter(other -> other.isAfter(begins, opened)).isPresent()
                || committed.filter(other -> other.isAfter(begins, opened)).isPresent();
    }

    /**
     * Whether what has taken the name came by another partition than this. What is committed may have been there before: it tells nothing of
     * who had the name since.
     */
    boolean isTakenByAnotherPartition(StreamPosition position) {
        return incoming.filter(other -> other.position().partition() != position.partition()).isPresent();
    }

    /**
     * What it is where the writer of another partition died between a rename and the record of it: who holds the name now sees a generation that
     * was complete, and its file under the name.
     */
    ImageRecord settledFor(StreamPosition position, Shelf shelf) {
        return incoming.filter(other -> other.phase() == Incoming.Phase.FINALISING && other.position().partition() != position.partition())
                .filter(other -> other.opening().filter(opening -> shelf.isOccupied(image) && !shelf.isAltered(image, opening)).isPresent())
                .map(this::committedFrom).orElse(this);
    }

    ImageRecord committedFrom(Incoming complete) {
        return new ImageRecord(image, Optional.empty(), Optional.of(Committed.from(complete)));
    }

    public boolean isReceiving(Generation generation) {
        return incoming.isPresent() && incoming.get().generation().equals(generation);
    }

    boolean hasCommitted(Generation generation) {
        return committed.isPresent() && committed.get().id().equals(generation.id());
    }
}
