package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks decided on whose transaction has not been committed: known to who decides next, and to nobody else. Holds as
 * much as the transactions under way do.
 */
final class Overlay {

    private final Map<Integer, Map<Digest, Tentative>> partitions = new HashMap<>();

    /** A block that is in a run, sent or not. */
    record Tentative(NewRun run, long offset) {
        Place place() {
            return new Place(run.sending().head().generation(), offset);
        }
    }

    /** Null when it is not here. */
    Tentative find(int partition, Digest digest) {
        Map<Digest, Tentative> blocks = partitions.get(partition);
        return blocks == null ? null : blocks.get(digest);
    }

    void add(int partition, Digest digest, NewRun run, long offset) {
        partitions.computeIfAbsent(partition, none -> new HashMap<>()).put(digest, new Tentative(run, offset));
    }

    /** The index has taken the run's blocks. */
    void remove(NewRun run) {
        Map<Digest, Tentative> blocks = partitions.get(run.sending().head().partition());
        for (int block = 0; block < run.blocks(); block++) {
            blocks.remove(run.digest(block));
        }
    }
}
