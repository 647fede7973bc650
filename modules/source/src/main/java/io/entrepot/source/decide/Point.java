package io.entrepot.source.decide;

import io.entrepot.block.Chain;

/**
 * How far an image has got: all that is needed to go on from there. The array is not copied and must not be changed.
 *
 * @param cursor     bytes of the image that are behind it, from its start
 * @param chain      the chain's state up to there
 * @param zeroBytes  bytes of these that are zero
 * @param newBytes   bytes of these that were published as new blocks
 * @param knownBytes bytes of these that were referred to
 */
public record Point(long cursor, byte[] chain, long zeroBytes, long newBytes, long knownBytes) {

    /** An image of which nothing has been seen yet. */
    public static final Point START = new Point(0, Chain.start().state(), 0, 0, 0);

    public Point {
        if (cursor != zeroBytes + newBytes + knownBytes || zeroBytes < 0 || newBytes < 0 || knownBytes < 0) {
            throw new IllegalArgumentException("a cursor of " + cursor + " is not the sum of " + zeroBytes + " zero, "
                    + newBytes + " new and " + knownBytes + " known bytes");
        }
        if (chain.length != Chain.BYTES) {
            throw new IllegalArgumentException("a chain has " + Chain.BYTES + " bytes, not " + chain.length);
        }
    }
}
