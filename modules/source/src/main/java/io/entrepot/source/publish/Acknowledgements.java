package io.entrepot.source.publish;

import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Sending;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** The offsets that one transaction's journal entries quote. */
final class Acknowledgements {

    private final Map<NewRun, Future<RecordMetadata>> runs = new IdentityHashMap<>();
    private final Map<Integer, Future<RecordMetadata>> partitions = new HashMap<>();
    private final Map<Sending, Future<RecordMetadata>> opened = new IdentityHashMap<>();

    void expect(Outgoing record, Future<RecordMetadata> acknowledgement) {
        partitions.putIfAbsent(record.sending().head().partition(), acknowledgement);
        if (record instanceof Outgoing.New added) {
            runs.put(added.run(), acknowledgement);
        } else if (record instanceof Outgoing.Opened) {
            opened.put(record.sending(), acknowledgement);
        }
    }

    /** Waits until the transaction has begun on each of its partitions: until the first record there is acknowledged. */
    void awaitPartitions() throws InterruptedException {
        for (Future<RecordMetadata> first : partitions.values()) {
            of(first);
        }
    }

    /** Waits for the generations' first records, whose offsets are their ordinals. */
    void acknowledgeOpened() throws InterruptedException {
        for (Map.Entry<Sending, Future<RecordMetadata>> first : opened.entrySet()) {
            first.getKey().acknowledged(offset(first.getValue()));
        }
    }

    /** Waits for the runs' records. */
    Map<NewRun, Long> runOffsets() throws InterruptedException {
        Map<NewRun, Long> offsets = new IdentityHashMap<>();
        for (Map.Entry<NewRun, Future<RecordMetadata>> run : runs.entrySet()) {
            offsets.put(run.getKey(), offset(run.getValue()));
        }
        return offsets;
    }

    private static long offset(Future<RecordMetadata> acknowledgement) throws InterruptedException {
        return withOffset(of(acknowledgement)).offset();
    }

    /**
     * Where a broker has a batch already, and no longer knows where, Kafka's client takes it for written and gives no offset: then it stands
     * in the journal or nowhere, and going back to the last committed points finds out.
     */
    static RecordMetadata withOffset(RecordMetadata acknowledged) {
        if (!acknowledged.hasOffset()) {
            throw new KafkaException("Kafka has acknowledged a record of the topic " + acknowledged.topic() + " without its offset.");
        }
        return acknowledged;
    }

    static RecordMetadata of(Future<RecordMetadata> acknowledgement) throws InterruptedException {
        try {
            return acknowledgement.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
