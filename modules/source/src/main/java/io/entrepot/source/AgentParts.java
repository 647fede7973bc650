package io.entrepot.source;

import io.entrepot.source.cores.Cores;
import io.entrepot.wire.WireFormat;
import org.apache.kafka.clients.producer.Producer;

/**
 * What an agent keeps from one send to the next.
 *
 * @param producers makes a producer for each attempt
 */
record AgentParts(IndexHolder indexes, WireFormat wire, Cores cores, Producers producers) implements AutoCloseable {

    /** Makes transactional producers. */
    @FunctionalInterface
    interface Producers {
        Producer<byte[], byte[]> open(String transactionalId);
    }

    @Override
    public void close() {
        cores.close();
        indexes.close();
    }
}
