package io.entrepot.replay.core;

import java.util.Iterator;
import java.util.Optional;

/** What is remembered of a scan: as much as there are records, so not in memory. */
public interface Tables {

    /**
     * The sendings of a name.
     *
     * @param newestId of the one opened last
     * @param sealedId of the last one that was sealed; empty when none was
     */
    record Name(int partition, String image, String newestId, Optional<String> sealedId) {
    }

    Optional<Sent> sent(int partition, String id);

    void put(Sent sent);

    Optional<Name> name(int partition, String image);

    void put(Name name);

    /** Every name, in the order of partitions. */
    Rows<Name> names();

    void put(int partition, String id, Part part);

    /** The NewBlocks record of the generation with the greatest offset not above this one. */
    Optional<Part> carrier(int partition, String id, long offset);

    /** What is kept of a generation, in the order of the image. */
    Rows<Part> parts(int partition, String id);

    /** An open scan. */
    interface Rows<T> extends Iterator<T>, AutoCloseable {

        @Override
        void close();
    }
}
