package io.entrepot.source.publish;

import java.util.function.LongSupplier;

/** Bytes that may be under way. Whoever wants more waits until others are done. */
final class Budget {

    private final LongSupplier bytesMax;
    private long taken;
    private boolean closed;

    /** @param bytesMax is asked whenever somebody waits */
    Budget(LongSupplier bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes bytes, more than there are only when nobody has any. Returns false, at once, when the budget is closed. */
    synchronized boolean take(long bytes) throws InterruptedException {
        while (!closed && taken > 0 && taken + bytes > bytesMax.getAsLong()) {
            wait();
        }
        taken += bytes;
        return !closed;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
        notifyAll();
    }

    /** Whether more than half is taken: those who take are well ahead of those who give back. */
    synchronized boolean isHalfTaken() {
        return taken > bytesMax.getAsLong() / 2;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
