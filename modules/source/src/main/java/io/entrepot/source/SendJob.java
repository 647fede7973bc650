package io.entrepot.source;

import io.entrepot.registry.RegistryException;
import io.entrepot.source.control.ControlFollower;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.source.index.IndexException;
import io.entrepot.source.journal.JournalFollower;
import io.entrepot.source.journal.Receipts;
import io.entrepot.source.journal.Verdicts;
import io.entrepot.source.publish.KafkaFaults;
import io.entrepot.source.space.SpaceWatch;
import io.entrepot.wire.Expiry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.SchemaCheck;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of {@link Agent#send}: attempts, until one comes to the end. */
final class SendJob {

    private static final Logger LOG = LoggerFactory.getLogger(SendJob.class);

    /** Attempts in a row that commit nothing. Each has waited for Kafka's own timeouts, so this is minutes. */
    private static final int FRUITLESS_MAX = 4;
    private static final long PAUSE_MS_MIN = 100;
    private static final long PAUSE_MS_MAX = 5_000;
    /** In which a producer that is let go of aborts what it has open, so that no reader waits for that. */
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final AgentSettings settings;
    private final KafkaSettings kafka;
    private final AgentListener listener;
    private final AgentParts parts;
    private final CountDownLatch stopped;
    private final Shipments shipments;
    private final FleetTopics topics;
    private final Reins reins;
    private final Expiry expiry;
    private volatile Attempt current;

    SendJob(AgentSettings settings, KafkaSettings kafka, AgentListener listener, AgentParts parts,
            CountDownLatch stopped, Shipments shipments) {
        this.settings = settings;
        this.kafka = kafka;
        this.listener = listener;
        this.parts = parts;
        this.stopped = stopped;
        this.shipments = shipments;
        topics = new FleetTopics(settings.fleet());
        expiry = Expiry.of(kafka, topics.agentTransactionalId(settings.agent()));
        reins = new Reins(settings, transactionTimeoutMs(kafka), shipments, listener, this::ring);
    }

    /** Sends; afterwards every shipment that was not stopped has an outcome. */
    void run() throws InterruptedException {
        try (var admin = new TopicAdmin(kafka)) {
            Fleet fleet = Fleet.look(admin, topics);
            checkPartitions(fleet);
            send(admin, fleet);
        }
    }

    private void send(TopicAdmin admin, Fleet fleet) throws InterruptedException {
        try (ControlFollower control = new ControlFollower(reader("control"), topics, parts.wire(), reins, settings.ordersFromMs(),
                this::isStopped)) {
            control.start();
            if (settings.space().isNone()) {
                attempts(admin, fleet, control);
            } else {
                try (SpaceWatch space = SpaceWatch.start(settings.space(), Admin.create(kafka.admin()), topics.interim(), reins::room)) {
                    attempts(admin, fleet, control);
                }
            }
        } catch (KafkaException e) {
            throw ended(e);
        }
    }

    private void attempts(TopicAdmin admin, Fleet fleet, ControlFollower control) throws InterruptedException {
        int fruitless = 0;
        boolean again = false;
        while (!isStopped()) {
            Throwable failure;
            boolean progressed = false;
            try {
                if (again) {
                    requireSame(admin, fleet);
                }
                again = true;
                AttemptResult result = attempt(admin, fleet, control);
                failure = result.failure();
                progressed = result.progressed();
            } catch (KafkaException e) {
                failure = e;
            } catch (DamagedFleetException | IndexException e) {
                throw ended(e);
            }
            if (failure == null) {
                return;
            }
            boolean smaller = KafkaFaults.isTooSlow(failure) && reins.size().failed();
            fruitless = progressed ? 1 : smaller ? fruitless : fruitless + 1;
            if (!KafkaFaults.isPassing(failure) || fruitless > FRUITLESS_MAX) {
                throw ended(failure);
            }
            LOG.atWarn().addKeyValue("fleet", settings.fleet()).addKeyValue("agent", settings.agent())
                    .addKeyValue("cause", KafkaFaults.words(failure))
                    .log("Transaction failed; going back to the last committed points");
            stopped.await(Math.min(PAUSE_MS_MAX, PAUSE_MS_MIN << fruitless), TimeUnit.MILLISECONDS);
        }
    }

    private static long transactionTimeoutMs(KafkaSettings kafka) {
        return Long.parseLong(kafka.producer("agent").get("transaction.timeout.ms").toString().strip());
    }

    private Consumer<byte[], byte[]> reader(String what) {
        return new KafkaConsumer<>(kafka.reader("entrepot-agent-" + settings.agent() + "-" + what));
    }

    private record AttemptResult(Throwable failure, boolean progressed) {
    }

    /** Has the attempt that is under way end; {@code stopped} was set before. */
    void stop() {
        Attempt attempt = current;
        if (attempt != null) {
            attempt.stop();
        }
    }

    private void ring() {
        Attempt attempt = current;
        if (attempt != null) {
            attempt.ring();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private AttemptResult attempt(TopicAdmin admin, Fleet fleet, ControlFollower control) throws InterruptedException {
        Consumer<byte[], byte[]> reader = reader("journal");
        try {
            return attempt(admin, fleet, control, reader);
        } finally {
            reader.close(CloseOptions.timeout(KafkaSettings.CLOSE_SHORT));
        }
    }

    private AttemptResult attempt(TopicAdmin admin, Fleet fleet, ControlFollower control, Consumer<byte[], byte[]> reader)
            throws InterruptedException {
        // Another process that has the index open is this agent at work, and is not to be fenced by one that cannot go on without it.
        parts.indexes().of(fleet, Map.of());
        Producer<byte[], byte[]> producer = parts.producers().open(topics.agentTransactionalId(settings.agent()));
        try {
            // Ends whatever an agent of this name has left open, one way or the other: then the journal is the truth.
            producer.initTransactions();
            Means means = means(admin, fleet, reader);
            awaitOrders(control);
            if (isStopped()) {
                return new AttemptResult(null, false);
            }
            try (var attempt = new Attempt(settings, listener, shipments, means, producer, reins)) {
                current = attempt;
                Throwable failure = attempt.run(this::isStopped);
                return new AttemptResult(expired(fenced(producer, failure)), attempt.hasProgressed());
            } finally {
                current = null;
            }
        } finally {
            producer.close(isStopped() ? KafkaSettings.CLOSE_SHORT : CLOSE);
        }
    }

    /** What the index knows is of the topics that there were when the sending began. */
    private void requireSame(TopicAdmin admin, Fleet fleet) {
        String id;
        try {
            id = admin.interimTopicId(topics);
        } catch (TopicException e) {
            throw new KafkaException(e.getMessage(), e);
        }
        if (!id.equals(fleet.id())) {
            throw new DamagedFleetException("The topic " + topics.interim() + " was deleted and made again while images were sent: "
                    + "run the same command again.");
        }
    }

    /** Nothing is sent that was paused or cancelled before; and what cannot be read is not tried again. */
    private void awaitOrders(ControlFollower control) {
        try {
            control.awaitOrders();
        } catch (KafkaException e) {
            throw ended(e);
        }
    }

    private Means means(TopicAdmin admin, Fleet fleet, Consumer<byte[], byte[]> reader) {
        TrimGuard guard = new TrimGuard(admin, fleet);
        guard.look();
        Map<TopicPartition, Long> journalEnds = ends(admin, fleet.partitionsOf(topics.journal()));
        BlockIndex index = parts.indexes().of(fleet, journalEnds);
        JournalFollower follower = new JournalFollower(reader, topics, fleet.partitions(), parts.wire(), index);
        long entries = caughtUp(admin, follower, journalEnds);
        LOG.atInfo().addKeyValue("fleet", settings.fleet()).addKeyValue("entries", entries).log("Index fed from the journal");
        // Asked behind the journal: the interim topic only grows.
        requireWhole(ends(admin, fleet.partitionsOf(topics.interim())), index);
        Set<String> generations = new HashSet<>();
        for (Shipment shipment : shipments.all()) {
            index.point(shipment.name()).map(ImagePoint::generation).ifPresent(generations::add);
        }
        Verdicts verdicts = new Receipts(reader, topics, parts.wire(), index, fleet::interimStart).read(generations, this::isStopped);
        return new Means(fleet, index, follower, verdicts, parts.wire(), parts.cores(), guard);
    }

    /**
     * What an index that goes on meets first may be a record that nobody can explain: whether that is the record's fault or the registry's, others
     * on the topic tell.
     */
    private long caughtUp(TopicAdmin admin, JournalFollower follower, Map<TopicPartition, Long> journalEnds) {
        try {
            return follower.catchUp(journalEnds, this::isStopped);
        } catch (RegistryException unexplained) {
            try {
                SchemaCheck.of(admin, kafka, parts.wire(), topics.journal());
            } catch (TopicException e) {
                // Kafka could not be asked, which passes; or it could, and no record can be read, which does not.
                throw e.getCause() == null ? e : new KafkaException(e.getMessage(), e);
            }
            return follower.catchUp(journalEnds, this::isStopped);
        }
    }

    /** Open transactions included: everything that has been committed lies before it. */
    private static Map<TopicPartition, Long> ends(TopicAdmin admin, Set<TopicPartition> partitions) {
        try {
            return admin.openEndOffsets(partitions);
        } catch (TopicException e) {
            throw new KafkaException(e.getMessage(), e);
        }
    }

    /**
     * The journal quotes the offsets of records that were acknowledged. When the interim topic ends before them, it has lost
     * them, and it would take other records in their places: what is known of it is worth nothing any more.
     */
    private static void requireWhole(Map<TopicPartition, Long> interimEnds, BlockIndex index) {
        interimEnds.forEach((partition, end) -> {
            long quotedEnd = index.quotedEnd(partition.partition());
            if (quotedEnd > end) {
                throw new DamagedFleetException("The topic " + partition.topic() + " has lost records: partition "
                        + partition.partition() + " ends at offset " + end + ", and the journal tells of records up to "
                        + quotedEnd + ". It is damaged and cannot be built on: send to a new fleet, or, in a copy, remove the "
                        + "interim directory and run it again; what is finished at the destination stays.");
            }
        });
    }

    /**
     * An epoch that is not the broker's is either a transaction that took too long or another producer: aborting tells.
     */
    private static Throwable fenced(Producer<byte[], byte[]> producer, Throwable failure) {
        if (failure != null && KafkaFaults.isEpoch(failure)) {
            try {
                producer.abortTransaction();
            } catch (KafkaException e) {
                return KafkaFaults.isFenced(e) ? e : failure;
            }
        }
        return failure;
    }

    /**
     * Who was stopped for longer than a transaction may take, by a signal or with its machine, is called fenced as one is whose place another
     * process has taken; but it can go on.
     */
    private Throwable expired(Throwable failure) {
        boolean fenced = failure != null && KafkaFaults.isFenced(failure);
        return fenced && expiry.hasExpired() ? KafkaFaults.expired(failure) : failure;
    }

    private void checkPartitions(Fleet fleet) {
        for (Shipment shipment : shipments.all()) {
            int partition = shipment.file().partition().orElse(0);
            if (partition < 0 || partition >= fleet.partitions()) {
                throw new IllegalArgumentException("The image \"" + shipment.name() + "\" is to go to partition "
                        + partition + ", but the fleet " + settings.fleet() + " has " + fleet.partitions()
                                + ", counted from 0.");
            }
        }
    }

    private SendException ended(Throwable failure) {
        String message;
        if (KafkaFaults.isFenced(failure)) {
            message = "Another process sends as agent \"" + settings.agent() + "\" of the fleet " + settings.fleet()
                    + ", and only one may: stop it, or give this one another agent's name.";
        } else if (failure instanceof KafkaException) {
            message = "Sending to the fleet " + settings.fleet() + " at " + kafka.bootstrapServer() + " failed: "
                    + KafkaFaults.words(failure)
                    + "; what was committed is kept, and sending again goes on from there.";
        } else {
            message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        return new SendException(message, failure, shipments.outcomes());
    }
}
