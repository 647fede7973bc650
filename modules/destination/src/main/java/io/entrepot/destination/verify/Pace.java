package io.entrepot.destination.verify;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Lets so many bytes a second pass, and none ahead. Thread-safe. */
final class Pace {

    private static final double NS_PER_S = 1e9;

    private final OptionalLong bytesPerSecond;
    private long freeAtNs = System.nanoTime();

    Pace(OptionalLong bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Returns when the bytes may be read; at once when the thread is interrupted. */
    void take(long bytes) {
        if (bytesPerSecond.isEmpty()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(reserve(bytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long reserve(long bytes) {
        long nowNs = System.nanoTime();
        freeAtNs = Math.max(freeAtNs, nowNs);
        long waitNs = freeAtNs - nowNs;
        freeAtNs += (long) (bytes * NS_PER_S / bytesPerSecond.getAsLong());
        return waitNs;
    }
}
