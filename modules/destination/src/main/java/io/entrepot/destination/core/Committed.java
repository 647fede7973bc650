package io.entrepot.destination.core;

import io.entrepot.block.Digest;

/**
 * What stands under an image's final name.
 *
 * @param id             the generation's id
 * @param ordinal        interim offset of its opening
 * @param interimTopicId the topic that the ordinal belongs to, on the position's partition
 * @param turn           the turn in which it was finished
 * @param opening        size, mode and time
 * @param chain          the chain, closed with the size
 * @param orderedBytes   value bytes of all its records
 * @param figures        what it was made of
 * @param position       behind its seal on the ordered topic
 */
public record Committed(String id, long ordinal, String interimTopicId, int turn, Opening opening, Digest chain,
                        long orderedBytes, Figures figures, StreamPosition position) {

    static Committed from(Incoming incoming) {
        return new Committed(incoming.generation().id(), incoming.ordinal(), incoming.interimTopicId(), incoming.turn(),
                incoming.opening().orElseThrow(), incoming.seal(), incoming.orderedBytes(), incoming.figures(),
                incoming.position());
    }

    /** Whether the same partition has brought it, and it is newer than what begins. */
    boolean isAfter(Arrival.TurnBegins begins) {
        return begins.isBefore(interimTopicId, position.partition(), ordinal);
    }

    /** Whether another partition has brought it, and it was opened later than what begins. */
    boolean isAfter(Arrival.TurnBegins begins, Opening opened) {
        return begins.isOfAnotherPartition(interimTopicId, position.partition()) && opening.isAfter(opened);
    }
}
