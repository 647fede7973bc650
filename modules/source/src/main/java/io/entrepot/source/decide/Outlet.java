package io.entrepot.source.decide;

/**
 * Where decisions go. Their order is the order on the topics. A transaction may also end earlier than the decider has it end, behind any
 * record: what stands before is whole as far as it goes.
 */
public interface Outlet {

    /** A record of the transaction that is open. */
    void send(Outgoing record);

    /** The transaction's end; what is sent afterwards belongs to the next. Never called for an empty transaction. */
    void commit();
}
