package io.entrepot.source.decide;

/** Where decisions go. Their order is the order on the topics. */
public interface Outlet {

    /** A record of the transaction that is open. */
    void send(Outgoing record);

    /** The transaction's end; what is sent afterwards belongs to the next. Never called for an empty transaction. */
    void commit(Transaction transaction);
}
