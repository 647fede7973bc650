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
    /**
     * A transaction takes so many times what its commit takes. With the last acknowledgements, the journal and the next one's first
     * record an end is four such answers, so this is a fifteenth of the link's time.
     */
    private static final int COMMIT_PARTS = 60;
    /** Readers are so far behind, and so much is sent again when a link breaks: not more, whatever the link and Kafka's timeout. */
    private static final long LONG_MS_MAX = 10_000;
    /** Of what a transaction may have, where its commit takes long: some seconds of a link of 300 Mbit/s, before compression to a third. */
    private static final int LONG_PARTS = 8;
    /** One commit that takes long, as on a busy machine, says nothing of the link yet. */
    private static final int COMMIT_GROWTH_MAX = 2;
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
    private long commitMs;
    private long lastBytes;

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
        lastBytes = bytes;
        commitMs = unknownMs();
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
        return Math.max(msMax, Math.min(COMMIT_PARTS * commitMs, Math.min(LONG_MS_MAX, timeoutMs / PACED_PART)));
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
     * @param commitNs the part of it that Kafka's commit took, when all was acknowledged
     */
    public synchronized void committed(long transactionBytes, long tookNs, long commitNs) {
        long tookMs = tookNs / MS_NS;
        commitMs = Math.min(Math.max(1, commitNs / MS_NS), COMMIT_GROWTH_MAX * commitMs);
        lastBytes = transactionBytes;
        long enoughMs = COMMIT_PARTS * commitMs;
        // One that is twice as large was begun before the last that took long had ended.
        if (tookMs > timeoutMs / SLOW_PART && transactionBytes < 2 * bytes) {
            shrink(transactionBytes);
        } else if (bytes > bytesMax && tookMs > 2 * enoughMs) {
            bytes = Math.max(bytesMax, bytes / 2);
        } else if (tookMs < quickMs() && transactionBytes >= bytes) {
            long growth = Math.min(GROWTH_MAX, Math.max(2, quickMs() / Math.max(1, tookMs)));
            long most = commitMs > nearMs() && tookMs < enoughMs ? LONG_PARTS * bytesMax : bytesMax;
            bytes = Math.min(growth * bytes, Math.max(bytes, most));
        }
    }

    /** A transaction was given up because it took too long. Returns whether the next one will be smaller. */
    public synchronized boolean failed() {
        long before = bytes();
        // Long ones end by their time, with less than they might have had.
        shrink(Math.min(before, Math.max(lastBytes, bytesMin)));
        commitMs = unknownMs();
        return bytes() < before;
    }

    /** Brokers whose commits take no longer are near: transactions last as long as they are told to. */
    private long nearMs() {
        return Math.max(1, msMax / COMMIT_PARTS);
    }

    /** What a commit is taken to take before one was seen: less than what counts as far, and yet one that is far counts soon. */
    private long unknownMs() {
        return Math.max(1, nearMs() / COMMIT_GROWTH_MAX);
    }

    private long quickMs() {
        return timeoutMs / QUICK_PART;
    }

    private void shrink(long from) {
        bytes = Math.max(bytesMin, Math.min(bytes, from) / 2);
    }
}
