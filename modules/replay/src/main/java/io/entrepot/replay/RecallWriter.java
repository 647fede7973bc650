package io.entrepot.replay;

import io.entrepot.replay.core.Part;
import io.entrepot.replay.core.Sent;
import io.entrepot.replay.core.Tables;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.RecallStarted;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.ReplayStarted;
import io.entrepot.wire.WireFormat;
import io.entrepot.wire.WireHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes the recall topic: what the interim topic says of a generation, without payloads. In transactions that are each
 * bounded; what a try that ended early has left is void with the next one's start.
 */
final class RecallWriter implements AutoCloseable {

    /** A second's work; a large image takes several. */
    private static final long TRANSACTION_BYTES_MAX = 32L << 20;

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String topic;
    private final String destination;
    private final String interimTopicId;
    private final WireFormat format;
    private final String recall = UUID.randomUUID().toString();
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long bytes;

    RecallWriter(KafkaSettings kafka, FleetTopics fleet, String destination, String interimTopicId, WireFormat format) {
        this.topic = fleet.recall(destination);
        this.destination = destination;
        this.interimTopicId = interimTopicId;
        this.format = format;
        this.producer = new KafkaProducer<>(kafka.producer(fleet.recallTransactionalId(destination)));
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(CLOSE);
            throw failed(e);
        }
    }

    /** Says from where on what is opened is passed on by itself; the first word on each of the topic's partitions. */
    void begin(Map<TopicPartition, Long> interimEnds) {
        try {
            producer.beginTransaction();
            interimEnds.forEach((partition, end) -> send(partition.partition(), new RecordKey("replay", recall, end),
                    format.encode(topic, new ReplayStarted(recall, interimTopicId, end)), -1));
            commit();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * Recalls a generation, or gives that up.
     *
     * @param afterTurn the last turn of which there is a receipt
     * @param whyNot    asked when everybody can read that its recall has begun: why it is not to be had; empty when it is
     * @return what that said
     */
    Optional<String> write(Sent sent, int afterTurn, Tables.Rows<Part> parts, Supplier<Optional<String>> whyNot) {
        try {
            producer.beginTransaction();
            send(sent.partition(), new RecordKey(sent.image(), sent.id(), 0L), format.encode(topic, new RecallStarted(recall,
                    sent.ordinal(), interimTopicId, sent.sizeBytes(), sent.priority(), afterTurn)), -1);
            commit();
            producer.beginTransaction();
            bytes = 0;
            if (parts.hasNext()) {
                write(sent, parts.next());
            }
            // Kafka takes nothing of a second transaction before the end of the first can be read.
            producer.flush();
            Optional<String> why = whyNot.get();
            if (why.isPresent()) {
                producer.abortTransaction();
                giveUp(sent.partition(), new RecordKey(sent.image(), sent.id(), 0L));
                return why;
            }
            while (parts.hasNext()) {
                write(sent, parts.next());
                if (bytes > TRANSACTION_BYTES_MAX) {
                    commit();
                    producer.beginTransaction();
                    bytes = 0;
                }
            }
            commit();
            return why;
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Ends a recall that nobody goes on with. */
    void giveUp(int partition, RecordKey last) {
        try {
            producer.beginTransaction();
            send(partition, last, format.encode(topic, new ImageAborted("Its recall was not finished.", null)), -1);
            commit();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private void write(Sent sent, Part part) {
        long offset = Math.max(0, part.position());
        byte[] value = part.kind() == Part.Kind.NEW
                ? format.encode(topic, new DeferredBlocks(part.length(), part.interimOffset())) : part.value();
        send(sent.partition(), new RecordKey(sent.image(), sent.id(), offset), value, part.interimOffset());
    }

    private void send(int partition, RecordKey key, byte[] value, long interimOffset) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, format.encode(topic, key), value);
        if (interimOffset >= 0) {
            WireHeaders.setInterimOffset(record.headers(), interimOffset);
        }
        bytes += record.key().length + value.length;
        producer.send(record, (metadata, e) -> failure.compareAndSet(null, e));
    }

    private void commit() {
        producer.commitTransaction();
        if (failure.get() != null) {
            throw new KafkaException(failure.get());
        }
    }

    private ReplayException failed(KafkaException e) {
        return e instanceof ProducerFencedException
                ? new ReplayException("Another retry or replay to destination " + destination
                        + " was begun meanwhile, and goes on; run this one again when that has ended.", e)
                : new ReplayException("Kafka does not take what is recalled for destination " + destination + " ("
                        + e.getMessage() + "): see whether its brokers are well, and run it again.", e);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
