package io.entrepot.systemtests.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 and the chain that the design makes of it, written down here a second time on purpose. */
final class Sha256 {

    static final int BYTES = 32;

    private Sha256() {
    }

    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static ByteBuffer of(byte[] bytes) {
        return bytes == null ? ByteBuffer.allocate(0) : of(bytes, 0, bytes.length);
    }

    static ByteBuffer of(byte[] bytes, int from, int length) {
        MessageDigest digest = create();
        digest.update(bytes, from, length);
        return ByteBuffer.wrap(digest.digest());
    }

    /** {@code SHA-256(h ‖ offset ‖ length ‖ digest)}. */
    static byte[] chain(byte[] state, long offset, int length, ByteBuffer digest) {
        MessageDigest sha256 = create();
        sha256.update(state);
        sha256.update(ByteBuffer.allocate(12).putLong(offset).putInt(length).flip());
        sha256.update(digest.duplicate());
        return sha256.digest();
    }

    /** {@code SHA-256(h ‖ size)}. */
    static byte[] seal(byte[] state, long size) {
        MessageDigest sha256 = create();
        sha256.update(state);
        sha256.update(ByteBuffer.allocate(8).putLong(size).flip());
        return sha256.digest();
    }
}
