package io.entrepot.image;

import com.sun.jna.Memory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Native memory through which arrays go to and come from the kernel. Reused, because the first touch of memory costs
 * more than the copy; small enough that the copy stays in the processor's second-level cache.
 */
final class IoBuffers {

    /** Bytes of one buffer, and so of one call to the kernel. */
    static final int BYTES = 256 << 10;

    /** Idle buffers that are kept: 8 MiB; more threads than that seldom do I/O at once, and find their own. */
    private static final int IDLE_MAX = 32;

    private static final BlockingQueue<Memory> IDLE = new ArrayBlockingQueue<>(IDLE_MAX);

    private IoBuffers() {
    }

    static Memory take() {
        Memory buffer = IDLE.poll();
        return buffer != null ? buffer : new Memory(BYTES);
    }

    static void giveBack(Memory buffer) {
        if (!IDLE.offer(buffer)) {
            buffer.close();
        }
    }
}
