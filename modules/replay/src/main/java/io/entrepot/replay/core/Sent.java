package io.entrepot.replay.core;

import java.util.Optional;

/**
 * One generation, as its records on the interim topic tell.
 *
 * @param partition  interim partition
 * @param image      its name
 * @param id         the generation's own id, a UUID
 * @param ordinal    interim offset of its ImageOpened
 * @param sizeBytes  of the image, holes included
 * @param priority   as it was opened with
 * @param state      how far it was sent
 * @param cursor     bytes of it that follow one another from its start
 * @param fetchBytes what its writer fetches at most: values of its own records, and bytes of blocks that others carry
 * @param sealOffset interim offset of its ImageSealed; -1 while there is none
 * @param neededFrom the least interim offset of what it needs, as far as that has been read: its own records, and those that it refers to
 * @param wanted     whether it was asked for
 * @param fault      why it cannot be rebuilt
 */
public record Sent(int partition, String image, String id, long ordinal, long sizeBytes, int priority, State state,
        long cursor, long fetchBytes, long sealOffset, long neededFrom, boolean wanted, Optional<String> fault) {

    /** How far a generation was sent. The ids are persisted for as long as a scan takes. */
    public enum State { OPEN, SEALED, ABORTED }

    static Sent opened(int partition, String image, String id, long ordinal, long sizeBytes, int priority, boolean wanted) {
        return new Sent(partition, image, id, ordinal, sizeBytes, priority, State.OPEN, 0, 0, -1, ordinal, wanted,
                Optional.empty());
    }

    Sent covered(long length, long moreFetchBytes) {
        return new Sent(partition, image, id, ordinal, sizeBytes, priority, state, cursor + length,
                fetchBytes + moreFetchBytes, sealOffset, neededFrom, wanted, fault);
    }

    Sent needing(long interimOffset) {
        return interimOffset >= neededFrom ? this : new Sent(partition, image, id, ordinal, sizeBytes, priority, state, cursor, fetchBytes,
                sealOffset, interimOffset, wanted, fault);
    }

    /** The first fault counts. */
    Sent broken(String why) {
        return fault.isPresent() ? this : new Sent(partition, image, id, ordinal, sizeBytes, priority, state, cursor,
                fetchBytes, sealOffset, neededFrom, wanted, Optional.of(why));
    }

    Sent sealed(long interimOffset) {
        return new Sent(partition, image, id, ordinal, sizeBytes, priority, State.SEALED, cursor, fetchBytes,
                interimOffset, neededFrom, wanted, fault);
    }

    Sent aborted() {
        return new Sent(partition, image, id, ordinal, sizeBytes, priority, State.ABORTED, cursor, fetchBytes, sealOffset,
                neededFrom, wanted, fault);
    }
}
