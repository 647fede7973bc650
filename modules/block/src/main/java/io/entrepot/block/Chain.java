package io.entrepot.block;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Sums up an image: {@code h ← SHA-256(h ‖ offset ‖ length ‖ digest)} over its blocks from front to back, and at the
 * end {@code SHA-256(h ‖ size)}; {@code h} is 32 zero bytes at first, offset and size are 8 bytes and length is 4,
 * big-endian.
 *
 * <p>Ranges of zeros are not in it (the offsets say where they are), nor is the way in which blocks were put into
 * records: the sender and the receiver of an image come to the same 32 bytes however it travelled. Those 32 bytes are
 * the whole state, so that either can go on after a restart. Not thread-safe.
 */
public final class Chain {

    /** Bytes of the state and of the seal. */
    public static final int BYTES = 32;

    private static final int STEP_BYTES = BYTES + Long.BYTES + Integer.BYTES + Digest.BYTES;

    private final MessageDigest sha256 = Sha256.create();
    private final byte[] step = new byte[STEP_BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(step);

    private Chain(byte[] state) {
        System.arraycopy(state, 0, step, 0, BYTES);
    }

    /** The chain of an image of which nothing has been seen yet. */
    public static Chain start() {
        return new Chain(new byte[BYTES]);
    }

    /**
     * The chain that had come to {@code state}.
     *
     * @throws IllegalArgumentException when {@code state} is not {@link #BYTES} long
     */
    public static Chain resume(byte[] state) {
        if (state.length != BYTES) {
            throw new IllegalArgumentException("a chain's state is " + BYTES + " bytes, not " + state.length);
        }
        return new Chain(state);
    }

    /** Adds the block of {@code length} bytes at {@code offset} of the image. */
    public void add(long offset, int length, Digest digest) {
        fields.putLong(BYTES, offset);
        fields.putInt(BYTES + Long.BYTES, length);
        digest.writeTo(step, BYTES + Long.BYTES + Integer.BYTES);
        sha256.update(step, 0, STEP_BYTES);
        try {
            sha256.digest(step, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 did not fit into " + BYTES + " bytes", e);
        }
    }

    /** A copy of the running state, from which {@link #resume} goes on. */
    public byte[] state() {
        return Arrays.copyOf(step, BYTES);
    }

    /** The seal of an image of {@code sizeBytes} that ends here. The running state stays as it is. */
    public byte[] seal(long sizeBytes) {
        sha256.update(step, 0, BYTES);
        return sha256.digest(ByteBuffer.allocate(Long.BYTES).putLong(sizeBytes).array());
    }
}
