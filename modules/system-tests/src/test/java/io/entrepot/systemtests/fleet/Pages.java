package io.entrepot.systemtests.fleet;

import java.util.SplittableRandom;

/**
 * The content of 4 KiB pages by number: every page of the same number has the same bytes, so an image is a list of numbers and what two
 * images have in common is what their lists have in common.
 */
final class Pages {

    static final int BYTES = 4096;

    /** A page that is not written. */
    static final long HOLE = 0;

    /** A page of zeros that is written all the same. */
    static final long ZEROS = -1;

    private static final int WORDS = 256;
    private static final int WORD_BYTES = 8;
    private static final byte[][] DICTIONARY = dictionary();

    private Pages() {
    }

    /** Bytes of the page {@code number}: of odd ones incompressible, of even ones like text. */
    static byte[] content(long number) {
        byte[] page = new byte[BYTES];
        if (number == HOLE || number == ZEROS) {
            return page;
        }
        SplittableRandom random = new SplittableRandom(number);
        if ((number & 1) == 1) {
            random.nextBytes(page);
            return page;
        }
        for (int at = 0; at < BYTES; at += WORD_BYTES) {
            System.arraycopy(DICTIONARY[random.nextInt(WORDS)], 0, page, at, WORD_BYTES);
        }
        return page;
    }

    private static byte[][] dictionary() {
        SplittableRandom random = new SplittableRandom(0x5eed);
        byte[][] words = new byte[WORDS][WORD_BYTES];
        for (byte[] word : words) {
            for (int i = 0; i < WORD_BYTES - 1; i++) {
                word[i] = (byte) ('a' + random.nextInt(26));
            }
            word[WORD_BYTES - 1] = ' ';
        }
        return words;
    }
}
