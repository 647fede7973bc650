package io.entrepot.destination.core;

import java.util.Optional;

/**
 * All that a destination holds of one image's name.
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

    ImageRecord committedFrom(Incoming complete) {
        return new ImageRecord(image, Optional.empty(), Optional.of(Committed.from(complete)));
    }

    boolean isReceiving(Generation generation) {
        return incoming.isPresent() && incoming.get().generation().equals(generation);
    }

    boolean hasCommitted(Generation generation) {
        return committed.isPresent() && committed.get().id().equals(generation.id());
    }
}
