package io.entrepot.source;

import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.DeciderLimits;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is left of a send, from the last committed points on, until it is done, stopped, or a transaction fails.
 * Nothing of it is used again then: the next attempt begins from what is committed, as a process does that was killed.
 */
final class Attempt implements AutoCloseable, SenderListener {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** What those read who see a generation end that was never meant to be whole. */
    private static final String PRECOPIED = "its blocks were published ahead of its sending";
    private static final long END_POLL_MS = 100;
    /**
     * Time for what Kafka's client has when the agent is stopped, to be acknowledged and committed: the 64 MiB that it may have take as
     * long over a link of 90 Mbit/s, and a fraction of a second over a near one. What takes longer is not waited for: who asked with
     * {@code docker stop} kills after ten seconds, and Kafka's clients may take a second each to be closed.
     */
    private static final long STOP_MS = 6_000;

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
    private final Map<Integer, Sending> setDown = new ConcurrentHashMap<>();
    private final Reins reins;
    private final Settling settling;
    private long reinsVersion = -1;
    private boolean progressed;
    private boolean endSoon;

    Attempt(AgentSettings settings, AgentListener listener, Shipments shipments, Means means,
            Producer<byte[], byte[]> producer, Reins reins) {
        this.settings = settings;
        this.listener = listener;
        this.shipments = shipments;
        this.means = means;
        this.reins = reins;
        settling = new Settling(settings, listener, shipments, means.index(), means.fleet());
        shipments.giveUpCancelled();
        reading = shipments.toRead();
        int runBuffers = settings.parallel() + 2 * settings.threads();
        publication = new Publication(new PublicationSettings(settings.agent(), runBuffers, settings.recordBytes(),
                reins.size()::waitingBytes), means.fleet().topics(), means.cores(), means.wire(),
                producer, means.index(), means.follower(), reins.throttle(), means.guard()::check, this);
        decider = new Decider(DeciderLimits.of(settings.recordBytes(), settings.transactionBytesMax()),
                new CountingPlaces(means.index(), means.fleet(), means.verdicts()),
                publication.buffers(), publication.outlet());
        lanes = new Lanes(reading.stream().map(shipment -> shipment.file().path()).toList(),
                LaneSettings.of(settings.parallel(), settings.threads()),
                new Openings(settings, means.fleet(), means.index(), means.verdicts(), reading, setDown, shipments.similarity()), means.cores(), heldNow());
    }

    /**
     * Sends.
     *
     * @return what failed; null when all is done or it was stopped
     */
    Throwable run(BooleanSupplier stopped) throws InterruptedException {
        shipments.toAbort().forEach(this::abortAgain);
        reading.forEach(this::endWhereItWas);
        // Of two partitions' entries the journal's time tells which is the later.
        decider.commit();
        long began = System.nanoTime();
        while (!lanes.isDone() && !stopped.getAsBoolean() && publication.failure() == null) {
            long transactionNs = TimeUnit.MILLISECONDS.toNanos(reins.size().timeMs());
            long leftNs = transactionNs - (System.nanoTime() - began);
            heed();
            Event event = lanes.next(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
            if (event != null) {
                take(event);
            }
            settle();
            if (decider.transactionBytes() >= reins.size().bytes() || endSoon || System.nanoTime() - began >= transactionNs) {
                decider.commit();
                began = System.nanoTime();
                endSoon = false;
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
     * Has {@link #run} end, wherever it is; from any thread. What has gone to Kafka's client is still committed, and what was decided on
     * beyond that is sent the next time.
     */
    void stop() {
        publication.stop();
        lanes.ring();
    }

    /** Something has changed that {@link Reins} tells of; from any thread. */
    void ring() {
        lanes.ring();
    }

    /** Whether a transaction was committed. */
    boolean hasProgressed() {
        return progressed;
    }

    /** Holds and releases images as it is wanted now, and gives up those that are cancelled. */
    private void heed() {
        if (reinsVersion == reins.version()) {
            return;
        }
        reinsVersion = reins.version();
        BitSet held = heldNow();
        var cancelled = new BitSet();
        List<String> newlyHeld = new ArrayList<>();
        List<String> released = new ArrayList<>();
        for (int sequence = 0; sequence < reading.size(); sequence++) {
            Shipment shipment = reading.get(sequence);
            cancelled.set(sequence, shipment.isCancelled());
            if (held.get(sequence) && shipments.hold(shipment)) {
                newlyHeld.add(shipment.name());
            } else if (!held.get(sequence) && shipments.release(shipment)) {
                released.add(shipment.name());
            }
        }
        lanes.hold(held, cancelled);
        tell(newlyHeld, released);
    }

    /** The places of the images that are not to be read now. */
    private BitSet heldNow() {
        var held = new BitSet();
        for (int sequence = 0; sequence < reading.size(); sequence++) {
            Shipment shipment = reading.get(sequence);
            held.set(sequence, shipment.outcome() == null && shipment.failure() == null && reins.isHeld(shipment));
        }
        return held;
    }

    private void tell(List<String> newlyHeld, List<String> released) {
        if (!newlyHeld.isEmpty()) {
            LOG.atInfo().addKeyValue("agent", settings.agent()).addKeyValue("images", newlyHeld.size())
                    .addKeyValue("first", newlyHeld.get(0)).addKeyValue("why", reins.why()).log("Images held");
            listener.held(newlyHeld, reins.why());
        }
        if (!released.isEmpty()) {
            LOG.atInfo().addKeyValue("agent", settings.agent()).addKeyValue("images", released.size())
                    .addKeyValue("first", released.get(0)).log("Images released");
            listener.released(released);
        }
    }

    private void take(Event event) {
        Shipment shipment = reading.get(event.sequence());
        if (event instanceof Event.Started started) {
            started(shipment, started.start());
        } else if (event instanceof Event.Read read) {
            read.window().forEach(new Deciding(decider, shipment.sending()));
            read.window().release();
            progress(shipment);
        } else if (event instanceof Event.SetDown) {
            decider.setDown(shipment.sending());
            endSoon = true;
            setDown.put(event.sequence(), shipment.sending());
            lanes.again(event.sequence());
        } else if (event instanceof Event.Ended) {
            open.remove(shipment);
            if (settings.precopy()) {
                decider.abort(shipment.sending(), PRECOPIED);
            } else {
                decider.seal(shipment.sending());
            }
        } else if (event instanceof Event.Cancelled) {
            endSoon = true;
            failed(shipment, shipment.cancelled());
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
            settling.sealed(shipment, sent.sealed());
        }
    }

    /** As far as the journal knows it, which is enough to end the generation. */
    private static ImageHead headOf(Shipment shipment, ImagePoint last) {
        return new ImageHead(new Generation(shipment.name(), last.generation()), last.partition(), last.fingerprint().sizeBytes(),
                shipment.file().priority(), 0, last.fingerprint().modifiedAtNs(), last.chunker(), last.fingerprint());
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
        ImagePoint last = means.index().point(shipment.name()).filter(point -> point.agent().equals(settings.agent())).orElse(null);
        boolean ours = last != null && shipment.isOurs(last.generation());
        if (ours && last.state() == JournalState.SEALED) {
            // By a transaction whose outcome was in doubt: it is too late to give it up.
            settling.sealed(shipment, last);
            return;
        }
        // What an earlier send has begun and is cancelled now shall not stand open for ever.
        boolean cancelled = last != null && shipment.failure() instanceof CancelledException;
        if (!ours && !cancelled || last.state() != JournalState.OPEN) {
            settling.failed(shipment);
            return;
        }
        Sending sending = Sending.resumed(headOf(shipment, last), last.point(), last.ordinal());
        shipment.begun(sending);
        decider.open(sending);
        decider.abort(sending, shipment.failure().getMessage());
    }

    /**
     * What was begun of it on another partition than it is put on now is never gone on with: nobody there shall wait for it, and keep for it
     * what has come.
     */
    private void endWhereItWas(Shipment shipment) {
        OptionalInt partition = shipment.file().partition();
        means.index().point(shipment.name()).filter(last -> partition.isPresent() && partition.getAsInt() != last.partition()
                && last.state() == JournalState.OPEN && last.agent().equals(settings.agent())
                && last.ordinal() >= means.fleet().interimStart(last.partition())).ifPresent(last -> {
                    Sending sending = Sending.resumed(headOf(shipment, last), last.point(), last.ordinal());
                    decider.open(sending);
                    decider.abort(sending, "it is sent on partition " + partition.getAsInt() + " from now on");
                });
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
        if (settling.committed(part)) {
            // Its lane is told to read no more of it.
            reinsVersion = -1;
        }
    }

    @Override
    public void sent(Sending sending, long bytes) {
        shipments.get(sending.head().generation().image()).sent(bytes);
    }

    @Override
    public void committed(Transaction transaction, long tookNs, long commitNs) {
        reins.size().committed(transaction.bytes(), tookNs, commitNs);
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
