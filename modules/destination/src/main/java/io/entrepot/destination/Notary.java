package io.entrepot.destination;

import io.entrepot.destination.core.Action;
import io.entrepot.destination.core.Failure;
import io.entrepot.destination.core.Word;
import io.entrepot.wire.Expiry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says words and commits offsets for one partition, both or neither. Its transactional id is that of destination and
 * partition, so that one writer of a partition shuts out the one before it. Used by one thread at a time.
 */
final class Notary implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notary.class);
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String destination;
    private final String topic;
    private final TopicPartition ordered;
    private final ConsumerGroupMetadata group;
    private final WireFormat wire;
    private final WriterListener listener;
    private final OrderedTopic orderedTopic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Expiry expiry;
    private Producer<byte[], byte[]> producer;

    Notary(KafkaSettings kafka, FleetTopics topics, String destination, int partition, ConsumerGroupMetadata group,
           WireFormat wire, WriterListener listener, OrderedTopic orderedTopic) {
        this(() -> new KafkaProducer<>(kafka.producer(topics.writerTransactionalId(destination, partition)),
                new ByteArraySerializer(), new ByteArraySerializer()), Expiry.of(kafka, topics.writerTransactionalId(destination, partition)),
                topics, destination, partition, group, wire, listener, orderedTopic);
    }

    Notary(Supplier<Producer<byte[], byte[]>> producers, Expiry expiry, FleetTopics topics, String destination, int partition,
           ConsumerGroupMetadata group, WireFormat wire, WriterListener listener, OrderedTopic orderedTopic) {
        this.producers = producers;
        this.expiry = expiry;
        this.producer = producers.get();
        this.destination = destination;
        this.topic = topics.receipts(destination);
        this.ordered = new TopicPartition(topics.ordered(destination), partition);
        this.group = group;
        this.wire = wire;
        this.listener = listener;
        this.orderedTopic = orderedTopic;
    }

    /** Shuts out an earlier writer of this partition, and ends what it left open. */
    void begin() {
        producer.initTransactions();
    }

    /** @throws WriterException when another writer has taken over, or Kafka does not take it in several attempts */
    void transact(Action.Transact transact, long atMs) {
        Map<ReceiptKey, Receipt> receipts = new LinkedHashMap<>();
        for (Word word : transact.words()) {
            receipts.put(new ReceiptKey(word.generation().image(), word.generation().id()), Receipts.of(word, atMs));
        }
        OffsetAndMetadata offset = new OffsetAndMetadata(transact.next(), Receipts.metadata(transact.mark()));
        for (int attempt = 1; !attempt(receipts, offset, attempt); attempt++) {
            LOG.atWarn().addKeyValue("partition", ordered.partition()).addKeyValue("attempt", attempt)
                    .log("A transaction was aborted and is tried again");
        }
        transact.words().forEach(this::log);
        receipts.forEach(listener::receipt);
        orderedTopic.isDoneBefore(ordered, transact.next());
    }

    private void log(Word word) {
        if (word.state() == Word.State.RECEIVING) {
            return;
        }
        LOG.atLevel(word.state() == Word.State.FAILED ? Level.WARN : Level.INFO)
                .addKeyValue("image", word.generation().image()).addKeyValue("generation", word.generation().id())
                .addKeyValue("turn", word.turn()).addKeyValue("cause", word.failure().map(Failure::cause).orElse(""))
                .log("Image {}", word.state().name().toLowerCase(Locale.ROOT));
    }

    private boolean attempt(Map<ReceiptKey, Receipt> receipts, OffsetAndMetadata offset, int attempt) {
        try {
            producer.beginTransaction();
            receipts.forEach((key, receipt) -> producer.send(new ProducerRecord<>(topic, ordered.partition(),
                    wire.encode(topic, key), wire.encode(topic, receipt))));
            producer.sendOffsetsToTransaction(Map.of(ordered, offset), group);
            commit();
            return true;
        } catch (ProducerFencedException e) {
            if (attempt >= ATTEMPTS_MAX) {
                throw replaced(e);
            }
            fenced(e);
            return false;
        } catch (AuthorizationException e) {
            throw new WriterException("Kafka does not allow the writer to say receipts for destination " + destination
                    + ": " + e.getMessage(), e);
        } catch (KafkaException e) {
            if (attempt >= ATTEMPTS_MAX) {
                throw failed(e);
            }
            abort(e);
            return false;
        }
    }

    /** A commit that timed out may be on its way, so Kafka lets it be asked for again and not be aborted. */
    private void commit() {
        for (int attempt = 1;; attempt++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (attempt >= ATTEMPTS_MAX) {
                    throw failed(e);
                }
                LOG.atWarn().addKeyValue("partition", ordered.partition()).addKeyValue("attempt", attempt)
                        .log("A commit takes long and is asked for again");
            }
        }
    }

    /**
     * Who was cut off for longer than a transaction may take finds it ended and the epoch old, as one does who was replaced. The abort
     * tells them apart where transactions are those of Kafka 4.0: the one goes on in a new epoch, the other is shut out.
     */
    private void abort(KafkaException why) {
        try {
            producer.abortTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            fenced(e);
        } catch (KafkaException e) {
            e.addSuppressed(why);
            renew(e);
        }
    }

    /** Who stood still for longer than a transaction may take, as with its machine, is called fenced as one is who was replaced. */
    private void fenced(KafkaException e) {
        if (!expiry.hasExpired()) {
            throw replaced(e);
        }
        renew(e);
    }

    /**
     * A producer that can no longer abort is of no use: brokers that die one after the other, or a time in which the writer stood still,
     * leave it with a transaction that Kafka has ended without its knowledge. Nobody has taken its place, so a new one takes up the same words.
     */
    private void renew(KafkaException why) {
        LOG.atWarn().addKeyValue("partition", ordered.partition()).setCause(why).log("The writer's producer is replaced");
        producer.close(CLOSE);
        producer = producers.get();
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            e.addSuppressed(why);
            throw failed(e);
        }
    }

    private WriterException replaced(KafkaException e) {
        return new WriterException("Another writer has taken over destination " + destination + ", partition "
                + ordered.partition() + ": only one can write at a time, stop one of them.", e);
    }

    private WriterException failed(KafkaException e) {
        return new WriterException("Kafka does not take the receipts for destination " + destination + " ("
                + e.getMessage() + "): see whether its brokers are well, and run again.", e);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
