package io.entrepot.source.publish;

import io.entrepot.block.Compressor;
import io.entrepot.source.cores.Tools;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Point;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.Reasons;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Makes the keys and values of interim records out of decisions. */
final class Values {

    private final WireFormat wire;
    private final String topic;
    private final String agent;

    Values(WireFormat wire, String topic, String agent) {
        this.wire = wire;
        this.topic = topic;
        this.agent = agent;
    }

    /** The wire form of a record's key. */
    byte[] key(Outgoing record) {
        Generation generation = record.sending().head().generation();
        return wire.encode(topic, new RecordKey(generation.image(), generation.id(), record.offset()));
    }

    /**
     * Packs a run and puts it into its wire form.
     *
     * @param ahead whether there is time for packing it well
     */
    byte[] value(Tools tools, NewRun run, boolean ahead) {
        Compressor.Packed packed = tools.compressor().pack(run.data(), 0, run.bytes(), ahead);
        return wire.encode(topic, new NewBlocks((long) run.bytes(), packed.codec(), null, run.lengths(), run.digests(),
                packed.buffer()));
    }

    /** The wire form of what needs no packing. */
    byte[] value(Outgoing record) {
        return wire.encode(topic, body(record));
    }

    private SpecificRecord body(Outgoing record) {
        if (record instanceof Outgoing.Opened) {
            ImageHead head = record.sending().head();
            return new ImageOpened(head.sizeBytes(), agent, head.chunker(), head.priority(), head.mode(),
                    head.modifiedAtNs(), Instant.now());
        }
        if (record instanceof Outgoing.Known known) {
            return known.value();
        }
        if (record instanceof Outgoing.Sealed sealed) {
            Point point = sealed.point();
            return new ImageSealed(point.cursor(), ByteBuffer.wrap(sealed.seal()), point.zeroBytes(), point.newBytes(),
                    point.knownBytes());
        }
        if (record instanceof Outgoing.Aborted aborted) {
            return new ImageAborted(Reasons.fit(aborted.reason()), null);
        }
        throw new IllegalArgumentException("a run is packed by a core");
    }
}
