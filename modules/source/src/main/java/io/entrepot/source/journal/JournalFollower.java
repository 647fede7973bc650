package io.entrepot.source.journal;

import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Update;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds the index from the journal topic, from where it stands to the journal's end. Used by one thread at a time. */
public final class JournalFollower {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);

    /** Bytes of changes that are collected before they are written. */
    private static final long UPDATE_BYTES = 4 << 20;

    private final Consumer<byte[], byte[]> consumer;
    private final FleetTopics topics;
    private final int partitions;
    private final WireFormat wire;
    private final BlockIndex index;

    /** @param consumer reads committed records only */
    public JournalFollower(Consumer<byte[], byte[]> consumer, FleetTopics topics, int partitions, WireFormat wire,
                           BlockIndex index) {
        this.consumer = consumer;
        this.topics = topics;
        this.partitions = partitions;
        this.wire = wire;
        this.index = index;
    }

    /**
     * Brings the index to the journal's end, the transactions of other agents that are open there included: what this
     * agent has committed behind them is not to be missed, or it would be sent a second time.
     *
     * @param ends    the end of each partition, open transactions included
     * @param stopped whether to give up
     * @return how many entries were read
     */
    public long catchUp(Map<TopicPartition, Long> ends, BooleanSupplier stopped) {
        return follow(ends, stopped);
    }

    /** Brings the index to where committed records end now, and waits for nothing. */
    public long follow() {
        return follow(consumer.endOffsets(partitionsToFollow()), () -> false);
    }

    private long follow(Map<TopicPartition, Long> ends, BooleanSupplier stopped) {
        Map<TopicPartition, Long> from = new HashMap<>();
        partitionsToFollow().forEach(partition -> from.put(partition, index.position(partition.partition())));
        consumer.assign(from.keySet());
        // What an operator has trimmed is gone, and the interim records with it.
        consumer.beginningOffsets(from.keySet()).forEach((partition, first) -> from.merge(partition, first, Math::max));
        var feeding = new Feeding();
        try (feeding) {
            ToTheEnd.read(consumer, from, ends, stopped, feeding::take);
            from.keySet().forEach(partition ->
                    feeding.update.position(partition.partition(), consumer.position(partition)));
            feeding.update.write();
        }
        return feeding.entries;
    }

    private List<TopicPartition> partitionsToFollow() {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topics.journal(), partition)).toList();
    }

    private final class Feeding implements AutoCloseable {

        private Update update = index.update();
        private long entries;

        void take(ConsumerRecord<byte[], byte[]> record) {
            try {
                String agent = wire.decode(record.key(), JournalKey.class).getAgent();
                JournalEntry entry = wire.decode(record.value(), JournalEntry.class);
                // Of this agent's images the index may know more than the consumer has come to: that stays.
                JournalFeed.feed(update, record.partition(), agent, entry, record.offset(), record.timestamp());
                entries++;
            } catch (WireException | IllegalArgumentException e) {
                // Its blocks stay unknown, and are published again: that costs bytes, never correctness.
                LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage())
                        .log("Journal entry passed over");
            }
            update.position(record.partition(), record.offset() + 1);
            if (update.bytes() > UPDATE_BYTES) {
                update.write();
                update.close();
                update = index.update();
            }
        }

        @Override
        public void close() {
            update.close();
        }
    }
}
