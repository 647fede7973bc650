package io.entrepot.source.publish;

import java.util.function.LongSupplier;

/**
 * Who sends, and how much may be under way.
 *
 * @param agent           the agent's name
 * @param runBuffers      runs that may be collected or wait for a core at once: at least one more than images are sent
 *                        at once
 * @param runBytes        bytes of each
 * @param waitingBytesMax bound on the bytes, before compression, that wait for a core or for Kafka's client; it may change
 */
public record PublicationSettings(String agent, int runBuffers, int runBytes, LongSupplier waitingBytesMax) {

    /**
     * A commit takes some tens of milliseconds, in which the cores pack some megabytes: this much keeps them busy
     * through it.
     */
    public static final long WAITING_BYTES_MAX_DEFAULT = 32L << 20;
}
