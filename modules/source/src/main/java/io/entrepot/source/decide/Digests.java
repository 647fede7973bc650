package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Digests back to back, as records want them. Only appended to. */
final class Digests {

    private static final int CAPACITY_MIN = 16;

    private byte[] bytes = new byte[CAPACITY_MIN * Digest.BYTES];
    private int count;

    void append(Digest digest) {
        if (count * Digest.BYTES == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        digest.writeTo(bytes, count * Digest.BYTES);
        count++;
    }

    Digest get(int index) {
        return Digest.of(bytes, index * Digest.BYTES);
    }

    /** A view, not copied; of what has been appended so far. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, count * Digest.BYTES);
    }
}
