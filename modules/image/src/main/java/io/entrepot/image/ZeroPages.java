package io.entrepot.image;

import io.entrepot.block.Chunker;
import java.util.Arrays;

/** Tells pages that are all zeros. */
public final class ZeroPages {

    /** Bytes of a page. */
    public static final int PAGE_BYTES = Chunker.PAGE_BYTES;

    private static final byte[] ZEROS = new byte[PAGE_BYTES];

    private ZeroPages() {
    }

    /**
     * Whether the {@code length} bytes of {@code data} from {@code from} on, at most a page, are all zero. Comparing
     * with an array of zeros is vectorised by the JIT, and ends at the first difference, which in a page of data is
     * near its start.
     */
    public static boolean isZero(byte[] data, int from, int length) {
        return Arrays.equals(data, from, from + length, ZEROS, 0, length);
    }
}
