package io.entrepot.source.publish;

/** Bytes that may be under way. Whoever wants more waits until others are done. */
final class Budget {

    private final long bytesMax;
    private long taken;
    private boolean closed;

    Budget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes bytes, more than there are only when nobody has any. Returns false, at once, when the budget is closed. */
    synchronized boolean take(long bytes) throws InterruptedException {
        while (!closed && taken > 0 && taken + bytes > bytesMax) {
            wait();
        }
        taken += bytes;
        return !closed;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
