package io.entrepot.destination;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Arrival;
import io.entrepot.destination.core.Failure;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.Header;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.StreamPosition;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import io.entrepot.wire.WireHeaders;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes parcels of records, whatever is in them, and has payloads unpacked meanwhile. */
final class Intake {

    private final String orderedTopicId;
    private final WireFormat wire;
    private final Verifier verifier;
    private final ExecutorService pool;

    Intake(String orderedTopicId, WireFormat wire, Verifier verifier, ExecutorService pool) {
        this.orderedTopicId = orderedTopicId;
        this.wire = wire;
        this.verifier = verifier;
        this.pool = pool;
    }

    Parcel take(ConsumerRecord<byte[], byte[]> record) {
        int valueBytes = record.value() == null ? 0 : record.value().length;
        RecordKey key;
        try {
            key = wire.decode(record.key(), RecordKey.class);
        } catch (WireException e) {
            return Parcel.unreadable(record.partition(), record.offset(), "the key of the record at offset "
                    + record.offset() + " of " + record.topic() + " cannot be read: " + e.getMessage(), valueBytes);
        }
        Header header = new Header(new Generation(key.getImage(), key.getGeneration()), key.getOffset(),
                new StreamPosition(orderedTopicId, record.partition(), record.offset()), valueBytes);
        long interimOffset = -1;
        try {
            interimOffset = WireHeaders.interimOffset(record.headers()).orElse(-1);
            return parcel(header, wire.decode(record.value()), interimOffset);
        } catch (WireException e) {
            return spoiled(header, "cannot be read: " + e.getMessage(), interimOffset);
        }
    }

    private Parcel parcel(Header header, SpecificRecord value, long interimOffset) {
        if (value instanceof NewBlocks blocks) {
            return payload(header, blocks, interimOffset);
        } else if (value instanceof PlacedBlocks blocks) {
            return Parcel.of(new Arrival.Brings(header, blocks.getLength()), new Cargo.Placed(blocks, interimOffset),
                    header.valueBytes());
        } else if (value instanceof DeferredBlocks blocks) {
            return Parcel.of(new Arrival.Brings(header, blocks.getLength()),
                    new Cargo.Deferred(blocks.getInterimOffset()), header.valueBytes() + (int) blocks.getLength());
        }
        Arrival arrival = plain(header, value);
        return arrival == null
                ? spoiled(header, "is " + value.getSchema().getName() + ", which does not belong there.", interimOffset)
                : Parcel.of(arrival, new Cargo.None(), header.valueBytes());
    }

    private Parcel payload(Header header, NewBlocks blocks, long interimOffset) {
        var unpacked = pool.submit(
                () -> verifier.unpack(blocks, header.generation(), header.imageOffset(), interimOffset));
        return Parcel.of(new Arrival.Brings(header, blocks.getLength()), new Cargo.Payload(unpacked),
                header.valueBytes() + (int) blocks.getLength());
    }

    private static Arrival plain(Header header, SpecificRecord value) {
        if (value instanceof TurnStarted started) {
            return new Arrival.TurnBegins(header, started.getTurn(), started.getOrdinal(), started.getInterimTopicId());
        } else if (value instanceof ImageOpened opened) {
            return new Arrival.Opens(header,
                    new Opening(opened.getSize(), opened.getMode(), opened.getModifiedAtNs(),
                            Math.max(0, opened.getOpenedAt().toEpochMilli())));
        } else if (value instanceof ImageSealed sealed) {
            byte[] chain = new byte[Digest.BYTES];
            sealed.getChain().duplicate().get(chain);
            return new Arrival.Seals(header, sealed.getSize(), Digest.of(chain, 0));
        } else if (value instanceof ImageAborted aborted) {
            return new Arrival.Aborts(header, aborted.getReason(), Optional.ofNullable(aborted.getSupersededBy()));
        } else if (value instanceof TurnParked parked) {
            return new Arrival.Parks(header, parked.getTurn(), parked.getReason());
        }
        return null;
    }

    private static Parcel spoiled(Header header, String what, long interimOffset) {
        Failure failure = Failure.of("Image " + header.generation().image() + " cannot be had right: its record at offset "
                + header.position().next() + " of the ordered topic " + what, null, interimOffset);
        return Parcel.of(new Arrival.Spoiled(header, failure), new Cargo.None(), header.valueBytes());
    }
}
