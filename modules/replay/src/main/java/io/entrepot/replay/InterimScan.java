package io.entrepot.replay;

import io.entrepot.replay.core.Ledger;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.Peek;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads interim records for a ledger; payloads are not decoded. */
final class InterimScan {

    private static final Logger LOG = LoggerFactory.getLogger(InterimScan.class);

    private final WireFormat format;
    private final Ledger ledger;

    InterimScan(WireFormat format, Ledger ledger) {
        this.format = format;
        this.ledger = ledger;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        RecordKey key;
        try {
            key = format.decode(record.key(), RecordKey.class);
        } catch (WireException bad) {
            LOG.atDebug().addKeyValue("offset", record.offset()).addKeyValue("cause", bad.getMessage()).log("Key passed over");
            return;
        }
        try {
            take(record, key);
        } catch (WireException bad) {
            ledger.unreadable(record.partition(), key, record.offset(), bad.getMessage());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, RecordKey key) throws WireException {
        int partition = record.partition();
        long offset = record.offset();
        byte[] value = record.value();
        Peek peek = format.peek(value);
        switch (peek.type()) {
            case IMAGE_OPENED -> ledger.opened(partition, key, offset, record.timestamp(),
                    format.decode(value, ImageOpened.class), value);
            case NEW_BLOCKS -> ledger.fresh(partition, key, offset, peek.length(), value.length);
            case KNOWN_BLOCKS -> ledger.known(partition, key, offset, format.decode(value, KnownBlocks.class), value);
            case IMAGE_SEALED -> ledger.sealed(partition, key, offset, format.decode(value, ImageSealed.class), value);
            case IMAGE_ABORTED -> ledger.aborted(partition, key);
            default -> LOG.atDebug().addKeyValue("offset", offset).log("A record has no place on the interim topic");
        }
    }
}
