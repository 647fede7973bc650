package io.entrepot.destination;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrays that are used again, because the first touch of memory costs as much as hashing it. Sizes are powers of two; the one
 * given back last goes out first, as its bytes may still be in the processor's cache. Thread-safe.
 */
final class Buffers {

    private static final int SMALLEST_BITS = 16;
    private static final int SIZES = 8;

    private final long idleBytesMax;
    private final AtomicLong idleBytes = new AtomicLong();
    private final List<Deque<byte[]>> idle = new ArrayList<>();

    /** @param idleBytesMax bytes of arrays that wait for their next use */
    Buffers(long idleBytesMax) {
        this.idleBytesMax = idleBytesMax;
        for (int i = 0; i < SIZES; i++) {
            idle.add(new ConcurrentLinkedDeque<>());
        }
    }

    /** An array of at least this length, with anything in it. */
    byte[] take(int length) {
        int size = size(length);
        if (size >= SIZES) {
            return new byte[length];
        }
        byte[] buffer = idle.get(size).pollFirst();
        if (buffer == null) {
            return new byte[1 << (SMALLEST_BITS + size)];
        }
        idleBytes.addAndGet(-buffer.length);
        return buffer;
    }

    /** Gives an array back that came from {@link #take}; nobody may use it any more. */
    void giveBack(byte[] buffer) {
        int size = size(buffer.length);
        if (size < SIZES && idleBytes.get() + buffer.length <= idleBytesMax) {
            idleBytes.addAndGet(buffer.length);
            idle.get(size).addFirst(buffer);
        }
    }

    /** The number of the smallest size that holds this length. */
    private static int size(int length) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(length, 1) - 1);
        return Math.max(0, bits - SMALLEST_BITS);
    }
}
