package io.entrepot.source;

import io.entrepot.source.place.Similarity;
import io.entrepot.wire.ImageNames;
import io.entrepot.wire.WireException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images of a send. */
final class Shipments {

    private final Map<String, Shipment> byName = new LinkedHashMap<>();
    private final List<Shipment> inOrder;
    private final Similarity similarity = new Similarity();
    /** Over all attempts, so that nothing is told twice. */
    private final Set<Shipment> held = new HashSet<>();

    /** @throws IllegalArgumentException with a sentence when a name is not possible, or is there twice */
    Shipments(List<ImageFile> files) {
        for (ImageFile file : files) {
            try {
                ImageNames.check(file.name());
            } catch (WireException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            if (byName.put(file.name(), new Shipment(file)) != null) {
                throw new IllegalArgumentException("The image name \"" + file.name() + "\" is there twice: "
                        + byName.get(file.name()).file().path() + " is one of them.");
            }
        }
        inOrder = byName.values().stream()
                .sorted(Comparator.comparingInt((Shipment shipment) -> shipment.file().priority()).reversed()).toList();
    }

    /** Of this name; may be called from any thread. */
    Shipment get(String name) {
        return byName.get(name);
    }

    /** In the order in which they were given. */
    Iterable<Shipment> all() {
        return byName.values();
    }

    /**
     * Those of which nothing is settled yet, in the order in which they are opened: by priority, then as they were
     * given.
     */
    List<Shipment> toRead() {
        return inOrder.stream().filter(shipment -> shipment.outcome() == null && shipment.failure() == null).toList();
    }

    /** What was cancelled before it was begun is not to be read at all. */
    void giveUpCancelled() {
        toRead().stream().filter(Shipment::isCancelled).forEach(shipment -> shipment.giveUp(shipment.cancelled()));
    }

    /** Those that are given up, which has not been committed. */
    List<Shipment> toAbort() {
        return inOrder.stream().filter(shipment -> shipment.outcome() == null && shipment.failure() != null).toList();
    }

    /** The image stands still from now on; whether it did not before. */
    boolean hold(Shipment shipment) {
        return held.add(shipment);
    }

    /** The image goes on; whether it stood still. */
    boolean release(Shipment shipment) {
        return held.remove(shipment);
    }

    /** Over all attempts: an image that was placed is known where it is. */
    Similarity similarity() {
        return similarity;
    }

    /** What came of each, in the order in which they were given. */
    List<SendOutcome> outcomes() {
        return byName.values().stream()
                .map(shipment -> shipment.outcome() != null
                        ? shipment.outcome() : new SendOutcome.Stopped(shipment.name()))
                .toList();
    }
}
