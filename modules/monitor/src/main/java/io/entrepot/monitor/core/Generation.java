package io.entrepot.monitor.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All that is known of one sending of an image. */
final class Generation {

    private final String image;
    private final String id;
    private final int partition;
    private long ordinal;
    private Sent sent;
    private final Map<String, Said> said = new HashMap<>();

    Generation(String image, String id, int partition) {
        this.image = image;
        this.id = id;
        this.partition = partition;
    }

    String image() {
        return image;
    }

    String id() {
        return id;
    }

    int partition() {
        return partition;
    }

    /** Interim offset of the opening; 0 where nobody said. */
    long ordinal() {
        return ordinal;
    }

    /** A receipt may not know it, and says 0. */
    void ordinal(long offset) {
        ordinal = Math.max(ordinal, offset);
    }

    Optional<Sent> sent() {
        return Optional.ofNullable(sent);
    }

    Sent sending() {
        sent = sent == null ? new Sent() : sent;
        return sent;
    }

    Optional<Said> said(String destination) {
        return Optional.ofNullable(said.get(destination));
    }

    Said saying(String destination) {
        return said.computeIfAbsent(destination, none -> new Said());
    }

    /**
     * What the destination said does not hold any more.
     *
     * @return whether nobody else has said anything of it
     */
    boolean forget(String destination) {
        said.remove(destination);
        return sent == null && said.isEmpty();
    }
}
