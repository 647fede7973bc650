package io.entrepot.source.publish;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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

    /** Waits until the next record may go, or nothing more is to; whoever decides that has to {@link #wake} who waits. */
    synchronized void await(BooleanSupplier stopped) throws InterruptedException {
        for (long waitNs = pace.waitNs(System.nanoTime()); waitNs > 0 && !stopped.getAsBoolean(); waitNs = pace.waitNs(System.nanoTime())) {
            TimeUnit.NANOSECONDS.timedWait(this, waitNs);
        }
    }

    synchronized void wake() {
        notifyAll();
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
