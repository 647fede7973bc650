package io.entrepot.source.journal;

import io.entrepot.block.Digest;
import io.entrepot.source.index.BadBlock;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.PublishedRun;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sees in the journal what carried blocks before they were published anew. */
final class FormerCarriers {

    private final WireFormat wire;
    private final Map<Digest, List<BadBlock>> sought = new HashMap<>();
    private final Map<BadBlock, Long> found = new HashMap<>();

    FormerCarriers(Set<BadBlock> blocks, WireFormat wire) {
        this.wire = wire;
        blocks.forEach(block -> sought.computeIfAbsent(block.digest(), none -> new ArrayList<>()).add(block));
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            wire.decode(record.value(), JournalEntry.class).getPublished().forEach(run -> take(record.partition(), run));
        } catch (WireException | IllegalArgumentException e) {
            // Passed over and told of when the index was fed.
        }
    }

    private void take(int partition, PublishedRun run) {
        byte[] digests = new byte[run.getDigests().remaining()];
        run.getDigests().duplicate().get(digests);
        for (int at = 0; at < digests.length; at += Digest.BYTES) {
            for (BadBlock block : sought.getOrDefault(Digest.of(digests, at), List.of())) {
                if (block.partition() == partition && run.getInterimOffset() <= block.interimOffset()) {
                    found.put(block, run.getInterimOffset());
                }
            }
        }
    }

    /** The last record that carried the block and stands no further behind than the one that was named with it. */
    OptionalLong of(BadBlock block) {
        Long carrier = found.get(block);
        return carrier == null ? OptionalLong.empty() : OptionalLong.of(carrier);
    }
}
