package io.entrepot.resequencer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.InvalidTxnStateException;

/**
 * New threads for those that die of a transaction which is over without their doing. A broker that dies or a process that stands still for
 * longer than a transaction may take leaves one that Kafka has ended; of most signs of that Streams makes a new producer, but a commit of
 * such a transaction can be answered with {@link InvalidTxnStateException}, which it takes for fatal. Nothing is lost by then: what was not
 * committed is read again. Thread-safe.
 */
final class Renewals {

    /** More than brokers that die one after the other bring about; who needs more makes no progress. */
    static final int GRANTED_MAX = 8;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final int CAUSES_MAX = 20;

    private final Deque<Long> grantedNs = new ArrayDeque<>();

    /** Whether a thread that died of this is worth another one. */
    static boolean isDue(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            if (cause instanceof InvalidTxnStateException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Whether there is another one.
     *
     * @param nowNs as of {@link System#nanoTime}
     */
    synchronized boolean grant(long nowNs) {
        while (!grantedNs.isEmpty() && nowNs - grantedNs.peek() > WITHIN.toNanos()) {
            grantedNs.remove();
        }
        return grantedNs.size() < GRANTED_MAX && grantedNs.add(nowNs);
    }
}
