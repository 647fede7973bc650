package io.entrepot.block;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Computes the digests of blocks, or remembers them. Not thread-safe: one per thread, reused. It works on arrays because the
 * JIT's SHA-256 intrinsic does.
 */
public final class Digester {

    private final MessageDigest sha256 = Sha256.create();
    private final byte[] result = new byte[Digest.BYTES];

    /**
     * The SHA-256 of {@code length} bytes of {@code src} from {@code offset} on.
     *
     * @throws IllegalArgumentException when {@code src} does not hold them
     */
    public Digest digest(byte[] src, int offset, int length) {
        return DigestMemory.OF_PROCESS.of(src, offset, length, () -> compute(src, offset, length));
    }

    /** The same, without remembering. */
    Digest compute(byte[] src, int offset, int length) {
        sha256.update(src, offset, length);
        try {
            sha256.digest(result, 0, result.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 did not fit into " + result.length + " bytes", e);
        }
        return Digest.of(result, 0);
    }
}
