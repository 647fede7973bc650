package io.entrepot.source.publish;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Keeps the thread that sends to a rate, which any thread may change. */
public final class Throttle {

    private final Pace pace;

    /** @param transactionMsMax how old a transaction may become by waiting, in milliseconds */
    public Throttle(long transactionMsMax) {
        pace = new Pace(TimeUnit.MILLISECONDS.toNanos(transactionMsMax));
    }

    /** From now on, in bytes of keys and values per second; empty for no limit. */
    public synchronized void rate(OptionalLong bytesPerSecond) {
        pace.rate(bytesPerSecond, System.nanoTime());
        notifyAll();
    }

    /** Waits until the next record may go. */
    synchronized void await() throws InterruptedException {
        for (long waitNs = pace.waitNs(System.nanoTime()); waitNs > 0; waitNs = pace.waitNs(System.nanoTime())) {
            TimeUnit.NANOSECONDS.timedWait(this, waitNs);
        }
    }

    /** A record has gone. */
    synchronized void sent(long bytes) {
        pace.sent(bytes, System.nanoTime());
    }

    /** The transaction has ended, or failed. Returns how long it took, in nanoseconds. */
    synchronized long ended() {
        return pace.ended(System.nanoTime());
    }
}
