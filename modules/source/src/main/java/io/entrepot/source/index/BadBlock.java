package io.entrepot.source.index;

import io.entrepot.block.Digest;

/**
 * A block that a destination could not have right, as its failed receipt names it.
 *
 * @param interimOffset of the record that should have carried it; where the destination knew of none, of the one that refers to it
 * @param digest        null when the receipt names none
 */
public record BadBlock(int partition, long interimOffset, Digest digest) {
}
