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
     * @param tookNs   nanoseconds that it was open
     * @param commitNs those of them that Kafka's commit took, when everything else was acknowledged
     */
    void committed(Transaction transaction, long tookNs, long commitNs);

    /** Nothing more is sent: after the end, or because of a failure. */
    void ended();
}
