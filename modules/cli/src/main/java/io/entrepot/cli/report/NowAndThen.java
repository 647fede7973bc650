package io.entrepot.cli.report;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When another line is due on how far something is: work of hours is not silent, work of seconds is. For any number of threads. */
public final class NowAndThen {

    /** Often enough to see that it goes on, and a log of a day has no more than some thousand of them. */
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private long saidNs;

    /** @param nanoTime a clock as {@link System#nanoTime}; the first line is due some time from now */
    public NowAndThen(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.saidNs = nanoTime.getAsLong();
    }

    /** Whether to say something now; who is told so says it. */
    public synchronized boolean isDue() {
        long nowNs = nanoTime.getAsLong();
        if (nowNs - saidNs < EVERY_NS) {
            return false;
        }
        saidNs = nowNs;
        return true;
    }
}
