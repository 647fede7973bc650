package io.entrepot.source.publish;

import io.entrepot.source.decide.Outgoing;
import java.util.concurrent.CompletableFuture;

/** What waits to be sent, in the order of the decisions. */
sealed interface Item {

    /**
     * A record.
     *
     * @param value its wire form, when the cores are done with it
     * @param bytes what it has taken of the budget
     */
    record Sending(Outgoing record, CompletableFuture<byte[]> value, long bytes) implements Item {
    }

    /** The end of a transaction. */
    record Commit() implements Item {
    }

    /** Nothing follows. */
    record End() implements Item {
    }
}
