package io.entrepot.source.publish;

import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Transaction;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Update;
import io.entrepot.source.journal.JournalEntries;
import io.entrepot.source.journal.JournalFeed;
import io.entrepot.source.journal.JournalFollower;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalKey;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes a transaction's entries to the journal, and once it is committed feeds the index with them. */
final class JournalWriter {

    private final Producer<byte[], byte[]> producer;
    private final WireFormat wire;
    private final String topic;
    private final String agent;
    private final byte[] key;
    private final BlockIndex index;
    private final JournalFollower follower;
    private final Map<Integer, JournalPosition> positions = new HashMap<>();

    /** An entry on its way. */
    private record Written(int partition, JournalEntry entry, Future<RecordMetadata> acknowledgement) {
    }

    JournalWriter(Producer<byte[], byte[]> producer, WireFormat wire, FleetTopics topics, String agent,
                  BlockIndex index, JournalFollower follower) {
        this.producer = producer;
        this.wire = wire;
        topic = topics.journal();
        this.agent = agent;
        key = wire.encode(topic, new JournalKey(agent));
        this.index = index;
        this.follower = follower;
    }

    /** What is left to do when the transaction is committed. */
    interface AfterCommit {
        void run() throws InterruptedException;
    }

    /** @param interimOffsets what Kafka acknowledged for each run of the transaction */
    AfterCommit write(Transaction transaction, Map<NewRun, Long> interimOffsets) {
        List<Written> written = new ArrayList<>();
        for (Transaction.Part part : transaction.parts()) {
            int partition = part.sending().head().partition();
            for (JournalEntry entry : JournalEntries.of(part, interimOffsets::get)) {
                written.add(new Written(partition, entry,
                        producer.send(new ProducerRecord<>(topic, partition, key, wire.encode(topic, entry)))));
            }
        }
        return () -> feed(written);
    }

    private void feed(List<Written> written) throws InterruptedException {
        Map<Integer, List<Long>> offsets = new HashMap<>();
        boolean othersBetween = false;
        try (Update update = index.update()) {
            for (Written one : written) {
                RecordMetadata acknowledged = Acknowledgements.withOffset(Acknowledgements.of(one.acknowledgement()));
                long offset = acknowledged.offset();
                JournalFeed.feed(update, one.partition(), agent, one.entry(), offset, acknowledged.timestamp());
                offsets.computeIfAbsent(one.partition(), none -> new ArrayList<>()).add(offset);
            }
            for (Map.Entry<Integer, List<Long>> partition : offsets.entrySet()) {
                JournalPosition position = positions.computeIfAbsent(partition.getKey(),
                        none -> new JournalPosition(index.position(partition.getKey())));
                if (position.advance(partition.getValue().stream().mapToLong(Long::longValue).toArray())) {
                    update.position(partition.getKey(), position.next());
                } else {
                    othersBetween = true;
                }
            }
            update.write();
        }
        if (othersBetween) {
            follower.follow();
            positions.clear();
        }
    }
}
