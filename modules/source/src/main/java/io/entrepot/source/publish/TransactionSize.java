package io.entrepot.source.publish;

import java.util.OptionalLong;

/**
 * How many bytes a transaction may have so that it ends well before Kafka gives it up: few at first, more as long as they
 * go quickly, fewer when they take long or one was given up, and in any case no more than the rate lets through in time.
 * Safe for use by several threads.
 */
public final class TransactionSize {

    /** A link of 140 kB/s brings this much through within a minute; a fast one has left it behind after three commits. */
    private static final long FIRST_BYTES = 8L << 20;
    /** Of Kafka's timeout: a transaction that is paced takes so much of it. */
    private static final int PACED_PART = 6;
    /** One that takes longer is too large, for a link's pace changes. */
    private static final int SLOW_PART = 4;
    /** One that takes less could have been twice as large. */
    private static final int QUICK_PART = 12;
    /** Of what goes in the time of a transaction that is paced. */
    private static final int WAITING_PART = 5;
    private static final double SECOND_MS = 1e3;
    private static final long MS_NS = 1_000_000L;

    private final long bytesMin;
    private final long bytesMax;
    private final long timeoutMs;
    private long bytes;
    private long pacedBytes = Long.MAX_VALUE;

    /**
     * @param bytesMin  never fewer: a record goes whole
     * @param bytesMax  never more
     * @param timeoutMs after which Kafka gives a transaction up, in milliseconds
     */
    public TransactionSize(long bytesMin, long bytesMax, long timeoutMs) {
        this.bytesMin = Math.min(bytesMin, bytesMax);
        this.bytesMax = bytesMax;
        this.timeoutMs = timeoutMs;
        bytes = Math.min(Math.max(FIRST_BYTES, bytesMin), bytesMax);
    }

    /** How long a transaction may be held up to keep to a rate, in milliseconds. */
    public long pacedMsMax() {
        return timeoutMs / SLOW_PART;
    }

    /** What is sent in a second at most; empty for no limit. */
    public synchronized void rate(OptionalLong bytesPerSecond) {
        pacedBytes = bytesPerSecond.isEmpty() ? Long.MAX_VALUE
                : (long) Math.min(Long.MAX_VALUE, bytesPerSecond.getAsLong() * (timeoutMs / PACED_PART / SECOND_MS));
    }

    /** Bytes after which a transaction ends. */
    public synchronized long bytes() {
        return Math.max(bytesMin, Math.min(bytes, pacedBytes));
    }

    /**
     * Bytes that may wait to be sent: no more than goes in about two seconds, so that an order to pause is not heeded behind minutes
     * of what was decided on before.
     */
    public synchronized long waitingBytes() {
        return Math.min(PublicationSettings.WAITING_BYTES_MAX_DEFAULT, pacedBytes / WAITING_PART);
    }

    /** A transaction of so many bytes took so long. */
    public synchronized void committed(long transactionBytes, long tookNs) {
        long tookMs = tookNs / MS_NS;
        if (tookMs > timeoutMs / SLOW_PART && transactionBytes <= bytes) {
            shrink(transactionBytes);
        } else if (tookMs < timeoutMs / QUICK_PART && transactionBytes >= bytes) {
            bytes = Math.min(2 * bytes, bytesMax);
        }
    }

    /** A transaction was given up because it took too long. Returns whether the next one will be smaller. */
    public synchronized boolean failed() {
        long before = bytes();
        shrink(before);
        return bytes() < before;
    }

    private void shrink(long from) {
        bytes = Math.max(bytesMin, Math.min(bytes, from) / 2);
    }
}
