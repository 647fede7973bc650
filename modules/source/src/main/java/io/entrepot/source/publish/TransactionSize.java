package io.entrepot.source.publish;

import java.util.OptionalLong;

/**
 * How many bytes a transaction may have so that it ends well before Kafka gives it up: few at first, more as long as they
 * go quickly, fewer when they take long or one was given up, and in any case no more than the rate lets through in time.
 * While a transaction ends nothing else is sent, for some round trips: where the brokers are far away, transactions are longer,
 * in bytes and in time, so that little of a link's time goes on their ends. Safe for use by several threads.
 */
public final class TransactionSize {

    /** A link of 140 kB/s brings this much through within a minute; a fast one has left it behind after two commits. */
    private static final long FIRST_BYTES = 8L << 20;
    /** Of Kafka's timeout: a transaction that is paced, or whose end takes long, takes so much of it. */
    private static final int PACED_PART = 6;
    /** One that takes longer is too large, for a link's pace changes. */
    private static final int SLOW_PART = 4;
    /** One that takes less could have been twice as large, or as many times as it would have to be to take as long. */
    private static final int QUICK_PART = 12;
    /** But no more: the beginning of a sending says little of what follows. */
    private static final long GROWTH_MAX = 8;
    /** A transaction takes so many times what its end takes: a thirtieth of the link's time is lost with it. */
    private static final int END_PARTS = 30;
    /** What a transaction may have whose end takes long: before compression to a third, five seconds of a link of 1 Gbit/s. */
    private static final long LONG_BYTES_MAX = 2L << 30;
    /** One end that takes long, as on a busy machine, says nothing of the link yet. */
    private static final int END_GROWTH_MAX = 2;
    /** Of what goes in the time of a transaction that is paced. */
    private static final int WAITING_PART = 5;
    private static final double SECOND_MS = 1e3;
    private static final long MS_NS = 1_000_000L;

    private final long bytesMin;
    private final long bytesMax;
    private final long msMax;
    private final long timeoutMs;
    private long bytes;
    private long pacedBytes = Long.MAX_VALUE;
    private long endMs;

    /**
     * @param bytesMin  never fewer: a record goes whole
     * @param bytesMax  no more where transactions end quickly
     * @param msMax     after which one ends in any case where they end quickly, in milliseconds
     * @param timeoutMs after which Kafka gives a transaction up, in milliseconds
     */
    public TransactionSize(long bytesMin, long bytesMax, long msMax, long timeoutMs) {
        this.bytesMin = Math.min(bytesMin, bytesMax);
        this.bytesMax = bytesMax;
        this.msMax = msMax;
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

    /** Milliseconds after which a transaction ends, with however few bytes. */
    public synchronized long timeMs() {
        return Math.max(msMax, Math.min(END_PARTS * endMs, timeoutMs / PACED_PART));
    }

    /**
     * Bytes that may wait to be sent: no more than goes in about two seconds, so that an order to pause is not heeded behind minutes
     * of what was decided on before.
     */
    public synchronized long waitingBytes() {
        return Math.min(PublicationSettings.WAITING_BYTES_MAX_DEFAULT, pacedBytes / WAITING_PART);
    }

    /**
     * A transaction of so many bytes took so long.
     *
     * @param endNs the part of it in which it was ended and nothing was sent
     */
    public synchronized void committed(long transactionBytes, long tookNs, long endNs) {
        long tookMs = tookNs / MS_NS;
        long nowMs = Math.max(1, endNs / MS_NS);
        endMs = endMs == 0 ? nowMs : Math.min(nowMs, endMs * END_GROWTH_MAX);
        long enoughMs = END_PARTS * endMs;
        if (tookMs > timeoutMs / SLOW_PART && transactionBytes <= bytes) {
            shrink(transactionBytes);
        } else if (bytes > bytesMax && tookMs > 2 * enoughMs) {
            bytes = Math.max(bytesMax, bytes / 2);
        } else if (tookMs < timeoutMs / QUICK_PART && transactionBytes >= bytes) {
            long growth = Math.min(GROWTH_MAX, Math.max(2, timeoutMs / QUICK_PART / Math.max(1, tookMs)));
            bytes = Math.min(growth * bytes, Math.max(bytes, tookMs < enoughMs ? LONG_BYTES_MAX : bytesMax));
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
