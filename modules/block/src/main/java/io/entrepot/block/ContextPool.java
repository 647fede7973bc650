package io.entrepot.block;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Native compression contexts, kept for the next user: making one costs a quarter of the speed (it is megabytes of
 * tables). Not bound to threads, so a thread that ends leaks nothing; whoever finds the pool empty makes one, and what
 * does not fit back is closed.
 */
final class ContextPool<C extends AutoCloseable> implements AutoCloseable {

    /** Idle contexts that are kept: more threads than this seldom compress at once, and each holds 1 to 5 MB. */
    private static final int IDLE_MAX = 32;

    private final BlockingQueue<C> idle = new ArrayBlockingQueue<>(IDLE_MAX);
    private final Supplier<C> factory;
    private volatile boolean closed;

    ContextPool(Supplier<C> factory) {
        this.factory = factory;
    }

    C take() {
        if (closed) {
            throw new IllegalStateException("the codec is closed");
        }
        C context = idle.poll();
        return context != null ? context : factory.get();
    }

    void giveBack(C context) {
        if (closed || !idle.offer(context)) {
            free(context);
        } else if (closed) {
            close();
        }
    }

    /** Frees what is idle; what is in use is freed when it is given back. */
    @Override
    public void close() {
        closed = true;
        for (C context = idle.poll(); context != null; context = idle.poll()) {
            free(context);
        }
    }

    private static void free(AutoCloseable context) {
        try {
            context.close();
        } catch (Exception e) {
            throw new IllegalStateException("a native compression context could not be freed", e);
        }
    }
}
