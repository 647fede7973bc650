package io.entrepot.source.publish;

import io.entrepot.source.cores.Cores;
import io.entrepot.source.decide.Outlet;
import io.entrepot.source.decide.RunBuffers;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.journal.JournalFollower;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.WireFormat;
import org.apache.kafka.clients.producer.Producer;

/** Everything between a decision and its commit, for as long as no transaction fails. */
public final class Publication implements AutoCloseable {

    private final Outbox outbox;
    private final Sender sender;
    private final Throttle throttle;
    private final Thread thread;

    /**
     * Begins.
     *
     * @param producer transactional, its transactions initialised; left open
     * @param throttle holds it to a rate
     * @param beforeCommit called when a transaction has begun on each of its partitions, and much of it may be under way; what it throws
     *                     keeps it from being committed
     * @param settings who sends, and how much may be under way
     */
    public Publication(PublicationSettings settings, FleetTopics topics, Cores cores, WireFormat wire,
                       Producer<byte[], byte[]> producer, BlockIndex index, JournalFollower follower,
                       Throttle throttle, Runnable beforeCommit, SenderListener listener) {
        this.throttle = throttle;
        var values = new Values(wire, topics.interim(), settings.agent());
        outbox = new Outbox(cores, values, settings.runBuffers(),
                settings.runBytes(), settings.waitingBytesMax());
        var journal = new JournalWriter(producer, wire, topics, settings.agent(), index, follower);
        sender = new Sender(outbox, producer, values, topics.interim(), journal, throttle, beforeCommit, listener);
        thread = new Thread(sender, "entrepot-sender");
        // Who has begun it and comes to nothing before it can end it shall not keep the process.
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the decider's decisions go. */
    public Outlet outlet() {
        return outbox;
    }

    /** Where the decider's runs are collected. */
    public RunBuffers buffers() {
        return outbox.buffers();
    }

    /** Takes nothing more, from now on, and ends the transaction with what has gone to Kafka's client. From any thread. */
    public void stop() {
        outbox.close();
        throttle.wake();
    }

    /** Nothing follows: it ends when all is sent. */
    public void end() {
        outbox.end();
    }

    /**
     * Waits until nothing more is sent, after the end or a failure, but not for long.
     *
     * @param timeoutMs milliseconds
     * @return whether it has come to that
     */
    public boolean awaitEnd(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
        return !thread.isAlive();
    }

    /** What ended it, or null. */
    public Throwable failure() {
        return sender.failure();
    }

    /**
     * Ends it wherever it is, and waits for that. A transaction that is open stays so: whoever owns the producer closes
     * it.
     */
    @Override
    public void close() {
        boolean interrupted = false;
        // First, or it would still end the transaction.
        thread.interrupt();
        outbox.close();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
