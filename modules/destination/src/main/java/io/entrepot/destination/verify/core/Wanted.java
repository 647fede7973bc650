package io.entrepot.destination.verify.core;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Generation;

/**
 * A finished image as its destination record has it.
 *
 * @param generation   which sending of which image
 * @param ordinal      interim offset of its opening
 * @param sizeBytes    its size
 * @param chain        closed with the size
 * @param modifiedAtNs what its file's time of modification was set to
 */
public record Wanted(Generation generation, long ordinal, long sizeBytes, Digest chain, long modifiedAtNs) {
}
