package io.entrepot.source.decide;

/**
 * Where a block was published.
 *
 * @param carrier the generation it was published in
 * @param offset  bytes from the start of that image
 */
public record Place(Generation carrier, long offset) {
}
