package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.core.Event;
import io.entrepot.wire.Peek;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import io.entrepot.wire.WireHeaders;
import org.apache.kafka.common.header.Headers;

/**
 * The bytes of an interim record, or of one on the recall topic, as an event. Of the value only the leading fields are read: the payload is never decoded.
 */
record InterimReader(WireFormat format) {

    /** @throws WireException when key, type, length or header cannot be read */
    Event readRecalled(long recallOffset, Headers headers, byte[] rawKey, byte[] rawValue) throws WireException {
        RecordKey key = format.decode(rawKey, RecordKey.class);
        Peek peek = format.peek(rawValue);
        return new Event.Recalled(key, peek.type(), peek.length(), WireHeaders.interimOffset(headers), recallOffset, rawKey,
                rawValue);
    }

    /**
     * @throws io.entrepot.registry.RegistryException when the registry cannot be asked, which says nothing of the
     * record
     */
    Event read(long interimOffset, byte[] rawKey, byte[] rawValue) {
        RecordKey key;
        try {
            key = format.decode(rawKey, RecordKey.class);
        } catch (WireException bad) {
            return new Event.Nameless(interimOffset, bad.getMessage());
        }
        try {
            Peek peek = format.peek(rawValue);
            return new Event.Arrival(key, peek.type(), peek.length(), interimOffset, rawKey, rawValue);
        } catch (WireException bad) {
            return new Event.Unreadable(key, interimOffset, bad.getMessage());
        }
    }
}
