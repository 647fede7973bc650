package io.entrepot.resequencer.core;

import java.util.Optional;

/** Where every NewBlocks record that arrived stands, by the range of the image it carries. */
public interface Carriers {

    /**
     * One NewBlocks record.
     *
     * @param offset        bytes from the start of the carrier's image
     * @param length        bytes of the image it carries
     * @param interimOffset where it stands on the interim partition
     */
    record Carried(long offset, long length, long interimOffset) {

        long end() {
            return offset + length;
        }

        boolean covers(long from, long bytes) {
            return from >= offset && bytes <= length && from - offset <= length - bytes;
        }
    }

    void put(long ordinal, Carried carried);

    /** The record with the greatest offset not above this one. */
    Optional<Carried> floor(long ordinal, long offset);
}
