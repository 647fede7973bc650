package io.entrepot.destination;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one run of a writer: begun and ended by the thread that runs it, stopped and awaited by any other. */
final class SingleRun {

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    /** @throws IllegalStateException the second time */
    void begin() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a writer runs once");
        }
    }

    void end() {
        ended.countDown();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Asks the run to end; one that has not begun ends at once when it does. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Waits for the end of a run that has begun, or until this thread is interrupted. */
    void awaitEnd() {
        if (!begun.get()) {
            return;
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
