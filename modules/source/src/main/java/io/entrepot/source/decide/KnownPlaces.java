package io.entrepot.source.decide;

import io.entrepot.block.Digest;

/** Knows where blocks were published by committed transactions. */
@FunctionalInterface
public interface KnownPlaces {

    /**
     * Where the partition carries the block.
     *
     * @return null when it does not, or when what it carries no longer counts
     */
    Place find(int partition, Digest digest);
}
