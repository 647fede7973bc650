package io.entrepot.destination.core;

/**
 * What stands beside a committed offset, so that a restart in the middle of a turn knows whose records follow.
 *
 * @param generationId the generation whose turn it was
 * @param ordinal      interim offset of its opening; 0 when unknown
 * @param turn         the turn; 0 when unknown
 * @param settled      whether the last word on it has been said, so that what still follows of it is passed over
 */
public record Mark(String generationId, long ordinal, int turn, boolean settled) {
}
