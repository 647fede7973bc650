package io.entrepot.destination.core;

import io.entrepot.block.Chain;
import io.entrepot.block.Digest;

/**
 * Blocks that stand back to back in an image, verified. The arrays are not copied and not changed.
 *
 * @param offset  bytes from the start of the image
 * @param lengths bytes of each block
 * @param digests {@value Digest#BYTES} bytes for each block, back to back
 */
public record BlockRun(long offset, int[] lengths, byte[] digests) {

    void addTo(Chain chain) {
        long at = offset;
        for (int i = 0; i < lengths.length; i++) {
            chain.add(at, lengths[i], Digest.of(digests, i * Digest.BYTES));
            at += lengths[i];
        }
    }
}
