package io.entrepot.source.publish;

import io.entrepot.source.decide.Sending;
import io.entrepot.source.decide.Transaction;

/** Hears of what is sent; called by the sending thread. */
public interface SenderListener {

    /** A record of the generation has gone to Kafka's client; {@code bytes} of key and value. */
    void sent(Sending sending, long bytes);

    /**
     * The transaction is committed, and the index has its blocks.
     *
     * @param tookNs nanoseconds that it was open
     * @param endNs  those of them after everything else was acknowledged, in which nothing but its end was sent
     */
    void committed(Transaction transaction, long tookNs, long endNs);

    /** Nothing more is sent: after the end, or because of a failure. */
    void ended();
}
