package io.entrepot.source.cores;

import io.entrepot.source.decide.RunBuffers;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A fixed number of buffers, made when they are first needed and used again for ever. */
public final class RunBufferPool implements RunBuffers {

    private static final byte[] NOT_MADE = new byte[0];

    private final BlockingQueue<byte[]> free;
    private final int bytes;

    /**
     * @param count how many buffers
     * @param bytes of each
     */
    public RunBufferPool(int count, int bytes) {
        this.bytes = bytes;
        free = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            free.add(NOT_MADE);
        }
    }

    @Override
    public byte[] take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    byte[] buffer = free.take();
                    return buffer == NOT_MADE ? new byte[bytes] : buffer;
                } catch (InterruptedException e) {
                    // The cores give buffers back whatever happens, so this ends soon.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes a buffer back; from any thread. */
    public void giveBack(byte[] buffer) {
        free.add(buffer);
    }
}
