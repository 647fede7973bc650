package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Consecutive new blocks of an image: what becomes a NewBlocks record. It grows until it is sent; its payload is then
 * packed and its buffer given back, its lengths and digests live on until the index has taken them.
 */
public final class NewRun {

    private final Sending sending;
    private final long offset;
    private final Ints lengths = new Ints();
    private final Digests digests = new Digests();
    private byte[] data;
    private int bytes;
    private boolean sent;

    NewRun(Sending sending, long offset, byte[] data) {
        this.sending = sending;
        this.offset = offset;
        this.data = data;
    }

    void append(byte[] src, int from, int length, Digest digest) {
        System.arraycopy(src, from, data, bytes, length);
        bytes += length;
        lengths.append(length);
        digests.append(digest);
    }

    /** The image's generation that carries it. */
    public Sending sending() {
        return sending;
    }

    /** Bytes from the start of the image. */
    public long offset() {
        return offset;
    }

    /** Bytes of the blocks, back to back in {@link #data}. */
    public int bytes() {
        return bytes;
    }

    /** How many blocks. */
    public int blocks() {
        return lengths.size();
    }

    /** Bytes of each block. */
    public List<Integer> lengths() {
        return lengths;
    }

    /** The digests back to back; a view. */
    public ByteBuffer digests() {
        return digests.view();
    }

    /** The digest of one block. */
    public Digest digest(int block) {
        return digests.get(block);
    }

    /** The buffer with the payload. */
    public byte[] data() {
        return data;
    }

    /** Lets go of the payload: it has been packed. */
    public byte[] releaseData() {
        byte[] released = data;
        data = null;
        return released;
    }

    /** Whether it has gone out. */
    boolean isSent() {
        return sent;
    }

    void markSent() {
        sent = true;
    }
}
