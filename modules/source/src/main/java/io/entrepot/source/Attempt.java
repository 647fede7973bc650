package io.entrepot.source;

import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.DeciderLimits;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.decide.Transaction;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.source.lane.Event;
import io.entrepot.source.lane.LaneSettings;
import io.entrepot.source.lane.Lanes;
import io.entrepot.source.lane.Start;
import io.entrepot.source.publish.Publication;
import io.entrepot.source.publish.PublicationSettings;
import io.entrepot.source.publish.SenderListener;
import io.entrepot.wire.JournalState;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends what is left of a send, from the last committed points on, until it is done, stopped, or a transaction fails.
 * Nothing of it is used again then: the next attempt begins from what is committed, as a process does that was killed.
 */
final class Attempt implements AutoCloseable, SenderListener {

    private static final long END_POLL_MS = 100;
    /**
     * Time for what waits to be sent when the agent is stopped: it is a fraction of a second's work, unless Kafka is
     * gone.
     */
    private static final long STOP_MS = 3_000;

    private final AgentSettings settings;
    private final AgentListener listener;
    private final Shipments shipments;
    private final Means means;
    private final List<Shipment> reading;
    private final Set<Shipment> open = new HashSet<>();
    private final Queue<Transaction> committed = new ConcurrentLinkedQueue<>();
    private final Publication publication;
    private final Decider decider;
    private final Lanes lanes;
    private boolean progressed;

    Attempt(AgentSettings settings, AgentListener listener, Shipments shipments, Means means,
            Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.listener = listener;
        this.shipments = shipments;
        this.means = means;
        reading = shipments.toRead();
        int runBuffers = settings.parallel() + 2 * settings.threads();
        publication = new Publication(new PublicationSettings(settings.agent(), runBuffers, settings.recordBytes(),
                PublicationSettings.WAITING_BYTES_MAX_DEFAULT), means.fleet().topics(), means.cores(), means.wire(),
                producer, means.index(), means.follower(), this);
        decider = new Decider(DeciderLimits.of(settings.recordBytes(), settings.transactionBytesMax()),
                new CountingPlaces(means.index(), means.fleet(), means.verdicts()),
                publication.buffers(), publication.outlet());
        lanes = new Lanes(reading.stream().map(shipment -> shipment.file().path()).toList(),
                LaneSettings.of(settings.parallel(), settings.threads(), settings.chunker()),
                new Openings(settings, means.fleet(), means.index(), means.verdicts(), reading), means.cores());
    }

    /**
     * Sends.
     *
     * @return what failed; null when all is done or it was stopped
     */
    Throwable run(BooleanSupplier stopped) throws InterruptedException {
        shipments.toAbort().forEach(this::abortAgain);
        long transactionNs = TimeUnit.MILLISECONDS.toNanos(settings.transactionMs());
        long began = System.nanoTime();
        while (!lanes.isDone() && !stopped.getAsBoolean() && publication.failure() == null) {
            long leftNs = transactionNs - (System.nanoTime() - began);
            Event event = lanes.next(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
            if (event != null) {
                take(event);
            }
            settle();
            if (decider.isFull() || System.nanoTime() - began >= transactionNs) {
                decider.commit();
                began = System.nanoTime();
            }
        }
        if (lanes.isDone()) {
            decider.commit();
        }
        publication.end();
        awaitEnd(stopped);
        settle();
        return publication.failure();
    }

    private void awaitEnd(BooleanSupplier stopped) throws InterruptedException {
        long left = STOP_MS;
        while (!publication.awaitEnd(END_POLL_MS) && left > 0) {
            settle();
            left -= stopped.getAsBoolean() ? END_POLL_MS : 0;
        }
    }

    /**
     * Has {@link #run} end, wherever it is; from any thread. What was decided on up to the last end of a transaction is
     * still sent.
     */
    void stop() {
        publication.stop();
        lanes.ring();
    }

    /** Whether a transaction was committed. */
    boolean hasProgressed() {
        return progressed;
    }

    private void take(Event event) {
        Shipment shipment = reading.get(event.sequence());
        if (event instanceof Event.Started started) {
            started(shipment, started.start());
        } else if (event instanceof Event.Read read) {
            read.window().forEach(new Deciding(decider, shipment.sending()));
            read.window().release();
            progress(shipment);
        } else if (event instanceof Event.Ended) {
            open.remove(shipment);
            decider.seal(shipment.sending());
        } else if (event instanceof Event.Failed failed) {
            failed(shipment, failed.cause());
        }
    }

    private void started(Shipment shipment, Start start) {
        if (start instanceof Start.Send send) {
            Sending sending = send.sending();
            shipment.begun(sending);
            open.add(shipment);
            listener.opened(shipment.name(), sending.head().generation().id(), sending.head().sizeBytes(),
                    sending.cursor());
            decider.open(sending);
            progress(shipment);
        } else if (start instanceof Start.Sent sent) {
            ImagePoint last = sent.sealed();
            ImageFigures figures = shipment.figures(last.fingerprint().sizeBytes(), last.point());
            // Sealed by a transaction of this send whose outcome was in doubt until the journal was read again, or long
            // ago.
            shipment.ended(shipment.isOurs(last.generation())
                    ? new SendOutcome.Sealed(shipment.name(), last.generation(), figures)
                    : new SendOutcome.AlreadySealed(shipment.name(), last.generation(), figures));
            listener.sealed(shipment.name(), last.generation(), figures);
        }
    }

    private void progress(Shipment shipment) {
        Sending sending = shipment.sending();
        listener.progress(shipment.name(), sending.cursor(), sending.newBytes(), sending.knownBytes(),
                sending.zeroBytes(), shipment.sentBytes());
    }

    private void failed(Shipment shipment, IOException cause) {
        shipment.giveUp(cause);
        if (open.remove(shipment)) {
            decider.abort(shipment.sending(), cause.getMessage());
        } else {
            abortAgain(shipment);
        }
    }

    /** It was given up before it was begun in this attempt; whether an attempt before has begun it the journal says. */
    private void abortAgain(Shipment shipment) {
        ImagePoint last = means.index().point(settings.agent(), shipment.name()).orElse(null);
        if (last == null || last.state() != JournalState.OPEN || !shipment.isOurs(last.generation())) {
            ended(shipment);
            return;
        }
        Sending sending = Sending.resumed(shipment.sending().head(), last.point(), last.ordinal());
        shipment.begun(sending);
        decider.open(sending);
        decider.abort(sending, shipment.failure().getMessage());
    }

    private void ended(Shipment shipment) {
        shipment.ended(new SendOutcome.Failed(shipment.name(), shipment.failure()));
        listener.failed(shipment.name(), shipment.failure());
    }

    /** Takes notice of what has been committed. */
    private void settle() {
        for (Transaction transaction = committed.poll(); transaction != null; transaction = committed.poll()) {
            decider.committed(transaction);
            transaction.parts().forEach(this::settle);
        }
    }

    private void settle(Transaction.Part part) {
        progressed = true;
        Shipment shipment = shipments.get(part.sending().head().generation().image());
        if (part.state() == JournalState.SEALED) {
            ImageFigures figures = shipment.figures(part.sending().head().sizeBytes(), part.point());
            String generation = part.sending().head().generation().id();
            shipment.ended(new SendOutcome.Sealed(shipment.name(), generation, figures));
            listener.sealed(shipment.name(), generation, figures);
        } else if (part.state() == JournalState.ABORTED) {
            ended(shipment);
        }
    }

    @Override
    public void sent(Sending sending, long bytes) {
        shipments.get(sending.head().generation().image()).sent(bytes);
    }

    @Override
    public void committed(Transaction transaction) {
        committed.add(transaction);
        lanes.ring();
    }

    @Override
    public void ended() {
        lanes.ring();
    }

    @Override
    public void close() {
        lanes.close();
        publication.close();
    }
}
