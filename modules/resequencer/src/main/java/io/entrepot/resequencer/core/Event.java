package io.entrepot.resequencer.core;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import java.util.OptionalLong;

/** What happens to a partition. */
public sealed interface Event {

    /**
     * A record from the interim topic of which key, type and length could be read.
     *
     * @param key           decoded key
     * @param type          the value's type
     * @param length        bytes of the image it says to cover
     * @param interimOffset where it stands
     * @param rawKey        key as it came
     * @param rawValue      value as it came; read on only where a decision needs it
     */
    record Arrival(RecordKey key, RecordType type, long length, long interimOffset, byte[] rawKey, byte[] rawValue)
            implements Event {
    }

    /**
     * A record from the interim topic whose key could not be read.
     *
     * @param why one sentence that says what is wrong with it
     */
    record Nameless(long interimOffset, String why) implements Event {
    }

    /**
     * A record from the interim topic whose key could be read and whose value could not.
     *
     * @param why one sentence that says what is wrong with it
     */
    record Unreadable(RecordKey key, long interimOffset, String why) implements Event {
    }

    /**
     * A record from the recall topic of which key, type and length could be read.
     *
     * @param interimOffset where the interim record stands that it speaks of; empty where it speaks of none
     * @param recallOffset  where it stands itself
     */
    record Recalled(RecordKey key, RecordType type, long length, OptionalLong interimOffset, long recallOffset,
            byte[] rawKey, byte[] rawValue) implements Event {
    }

    /** The writer's word on an image. */
    record Word(ReceiptKey key, Receipt receipt) implements Event {
    }

    /**
     * Time goes by.
     *
     * @param nowMs              any clock that does not go back
     * @param nothingLeftToRead  whether every interim record that is committed has been handed in
     */
    record Tick(long nowMs, boolean nothingLeftToRead) implements Event {
    }
}
