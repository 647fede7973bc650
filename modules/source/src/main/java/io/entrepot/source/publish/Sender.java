package io.entrepot.source.publish;

import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Transaction;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The thread that sends: takes decisions in their order, and ends transactions where the decider did, and where it is when nothing
 * follows. The first failure ends it.
 */
final class Sender implements Runnable {

    private final Outbox outbox;
    private final Producer<byte[], byte[]> producer;
    private final Values values;
    private final String topic;
    private final JournalWriter journal;
    private final Throttle throttle;
    private final Runnable beforeCommit;
    private final SenderListener listener;
    private Transaction transaction;
    private Acknowledgements acknowledgements;
    private volatile Throwable failure;

    Sender(Outbox outbox, Producer<byte[], byte[]> producer, Values values, String topic, JournalWriter journal,
           Throttle throttle, Runnable beforeCommit, SenderListener listener) {
        this.outbox = outbox;
        this.producer = producer;
        this.values = values;
        this.topic = topic;
        this.journal = journal;
        this.throttle = throttle;
        this.beforeCommit = beforeCommit;
        this.listener = listener;
    }

    /** What ended it, or null. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            for (Item item = outbox.take(); !(item instanceof Item.End); item = outbox.take()) {
                if (item instanceof Item.Sending sending) {
                    send(sending);
                } else {
                    commit();
                }
            }
            // Stopped within a transaction: what has gone to the brokers does not go again.
            if (transaction != null) {
                commit();
            }
        } catch (ExecutionException e) {
            failure = e.getCause();
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        } finally {
            throttle.ended();
            outbox.close();
            listener.ended();
        }
    }

    private void send(Item.Sending item) throws InterruptedException, ExecutionException {
        byte[] value = item.value().get();
        throttle.await(outbox::isClosed);
        if (outbox.isClosed()) {
            // At a low rate the wait would be longer than an end may take, and the transaction that is open would be lost with it.
            return;
        }
        boolean first = transaction == null;
        if (first) {
            producer.beginTransaction();
            transaction = new Transaction();
            acknowledgements = new Acknowledgements();
        }
        Outgoing record = item.record();
        byte[] key = values.key(record);
        outbox.sent(value.length);
        Future<RecordMetadata> acknowledgement = producer.send(new ProducerRecord<>(topic, record.sending().head().partition(), key, value),
                (metadata, failed) -> outbox.settled(value.length));
        transaction.add(record);
        acknowledgements.expect(record, acknowledgement);
        throttle.sent(key.length + value.length);
        if (first) {
            // The broker may still be ending the transaction before, and sends this back until it has: alone, or what
            // follows would come back with it, out of sequence.
            producer.flush();
        }
        outbox.done(item);
        listener.sent(record.sending(), key.length + value.length);
    }

    private void commit() throws InterruptedException {
        acknowledgements.awaitPartitions();
        // While the last records are on their way: on a long link every answer that is waited for is time without payload.
        beforeCommit.run();
        producer.flush();
        acknowledgements.acknowledgeOpened();
        Map<NewRun, Long> offsets = acknowledgements.runOffsets();
        JournalWriter.AfterCommit afterCommit = journal.write(transaction, offsets);
        // As a commit does itself; what it takes then is Kafka's answer alone, whatever the journal had to tell.
        producer.flush();
        long acknowledgedNs = System.nanoTime();
        producer.commitTransaction();
        long tookNs = throttle.ended();
        long commitNs = System.nanoTime() - acknowledgedNs;
        Transaction ended = transaction;
        transaction = null;
        afterCommit.run();
        listener.committed(ended, tookNs, commitNs);
    }
}
