package io.entrepot.destination.verify.core;

import io.entrepot.block.Digester;
import io.entrepot.image.ZeroPages;

/** Holds bytes against what they must be. */
public final class Comparison {

    private Comparison() {
    }

    /**
     * Compares a block that was read to {@code at} of {@code bytes}.
     *
     * @param read bytes that the file had for it
     */
    public static void block(Portion.Block block, byte[] bytes, int at, int read, Digester digester, Findings findings) {
        if (read < block.length()) {
            findings.wrong(block, Difference.Found.MISSING);
        } else if (!digester.digest(bytes, at, block.length()).equals(block.digest())) {
            findings.wrong(block, Difference.Found.DIFFERS);
        }
    }

    /**
     * Compares zeros, page by page.
     *
     * @param offset where in the image {@code bytes} begins
     * @param read   bytes that the file had
     */
    public static void zeros(long offset, byte[] bytes, int read, Findings findings) {
        for (int at = 0; at < read; at += ZeroPages.PAGE_BYTES) {
            int length = Math.min(ZeroPages.PAGE_BYTES, read - at);
            if (!ZeroPages.isZero(bytes, at, length)) {
                findings.wrongZeros(offset + at, length, Difference.Found.DIFFERS);
            }
        }
    }
}
