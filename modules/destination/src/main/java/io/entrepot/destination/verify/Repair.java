package io.entrepot.destination.verify;

import io.entrepot.block.CodecException;
import io.entrepot.block.Codecs;
import io.entrepot.block.Digester;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.verify.core.Portion;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A second pass over an interim partition, for the payloads of blocks that are wrong in files: out of the image's own records where it
 * published them, else out of their carriers'. Each is held against its digest before it is written. For one thread.
 */
final class Repair implements TopicScan.Handler {

    private final WireFormat wire;
    private final Digester digester = new Digester();
    /** What is needed of each generation, by its place there. */
    private final Map<Generation, NavigableMap<Long, List<Need>>> needs = new HashMap<>();
    private boolean onlyOwn = true;
    private long firstNamedAt = Long.MAX_VALUE;
    private long lastNamedAt = -1;
    private int open;

    private record Need(Mending mending, Portion.Block block) {
    }

    Repair(List<Mending> mendings, WireFormat wire) {
        this.wire = wire;
        for (Mending mending : mendings) {
            for (Portion.Block block : mending.blocks()) {
                needs.computeIfAbsent(block.carrier(), any -> new TreeMap<>())
                        .computeIfAbsent(block.carrierOffset(), any -> new ArrayList<>()).add(new Need(mending, block));
                open++;
                onlyOwn &= block.carrier().equals(mending.generation());
                firstNamedAt = Math.min(firstNamedAt, block.namedAt());
                lastNamedAt = Math.max(lastNamedAt, block.namedAt());
            }
        }
    }

    /** Where to begin: a carrier may stand anywhere before what refers to it. */
    long from(long logStart) {
        return onlyOwn ? Math.max(logStart, Math.min(firstNamedAt, end())) : logStart;
    }

    /** A carrier stands before what refers to it, or is that itself. */
    long end() {
        return lastNamedAt + 1;
    }

    @Override
    public boolean hasEnough() {
        return open == 0;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            RecordKey key = wire.decode(record.key(), RecordKey.class);
            NavigableMap<Long, List<Need>> wanted = needs.get(new Generation(key.getImage(), key.getGeneration()));
            if (wanted == null || wire.peek(record.value()).type() != RecordType.NEW_BLOCKS) {
                return;
            }
            NavigableMap<Long, List<Need>> here = wanted.subMap(key.getOffset(), true,
                    key.getOffset() + wire.peek(record.value()).length(), false);
            if (!here.isEmpty()) {
                mend(here, key.getOffset(), wire.decode(record.value(), NewBlocks.class));
            }
        } catch (WireException | CodecException unreadable) {
            // What it should have brought stays wrong, and is named in the end.
            return;
        }
    }

    private void mend(NavigableMap<Long, List<Need>> here, long offset, NewBlocks record) throws CodecException {
        byte[] bytes = new byte[(int) record.getLength()];
        ByteBuffer payload = record.getPayload();
        Codecs.byId(record.getCodec()).decompress(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining(),
                bytes, 0, bytes.length);
        for (List<Need> place : here.values()) {
            place.removeIf(need -> mend(need, bytes, (int) (need.block().carrierOffset() - offset)));
        }
        here.values().removeIf(List::isEmpty);
    }

    private boolean mend(Need need, byte[] bytes, int at) {
        Portion.Block block = need.block();
        if (block.length() > bytes.length - at || !digester.digest(bytes, at, block.length()).equals(block.digest())) {
            return false;
        }
        need.mending().write(block, bytes, at);
        open--;
        return true;
    }
}
