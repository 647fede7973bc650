package io.entrepot.resequencer.core;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The buffer: waiting NewBlocks records as they came. It may lose any of them at any time, since each can be had from
 * the interim topic; it may also still hold some that another instance has passed on.
 */
public interface Payloads {

    /**
     * One record.
     *
     * @param interimOffset where it came from
     * @param ordinal       the generation it waits for
     * @param offset        its place in the image
     * @param key           raw key
     * @param value         raw value
     */
    record Payload(long interimOffset, long ordinal, long offset, byte[] key, byte[] value) {

        /** What it counts towards the bound. */
        public long bytes() {
            return (long) key.length + value.length;
        }
    }

    void put(Payload payload);

    Optional<Payload> get(long interimOffset);

    /** Removes a record that is there. */
    void delete(Payload payload);

    /** Sum of the {@link Payload#bytes} of all that is there. */
    long heldBytes();

    /** The greatest interim offset of any that is there. */
    OptionalLong lastInterimOffset();

    /** What is there from this interim offset on, in order. */
    Scan scan(long fromInterimOffset);

    /** An open scan. */
    interface Scan extends Iterator<Payload>, AutoCloseable {

        @Override
        void close();
    }
}
