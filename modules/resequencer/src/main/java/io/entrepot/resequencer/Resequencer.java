package io.entrepot.resequencer;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.core.Tally;
import io.entrepot.resequencer.topology.ResequencerTopology;
import io.entrepot.resequencer.topology.SequencerSettings;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.ReplayStart;
import io.entrepot.wire.Replication;
import io.entrepot.wire.SchemaCheck;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resequencer of one destination in this process: started once, ended once. Several processes with the same fleet
 * and destination share the partitions. After a failure a new one goes on where this one has committed.
 */
public final class Resequencer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resequencer.class);

    /** A clean end commits and writes what RocksDB holds in memory; after a failure there is nothing to wait for. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_FAILED_TIMEOUT = Duration.ofSeconds(3);

    private final ResequencerSettings settings;
    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final ResequencerListener listener;
    private final Faults faults;
    private final Tally tally = new Tally();
    private final CompletableFuture<ResequencerException> failure = new CompletableFuture<>();
    private final Renewals renewals = new Renewals();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile KafkaStreams streams;
    private LocalState local;

    public Resequencer(ResequencerSettings settings, KafkaSettings kafka, SchemaRegistry registry) {
        this(settings, kafka, registry, ResequencerListener.NONE);
    }

    /** @param listener hears whose turn it is */
    public Resequencer(ResequencerSettings settings, KafkaSettings kafka, SchemaRegistry registry,
            ResequencerListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.kafka = kafka;
        this.registry = registry;
        this.faults = new Faults(settings, kafka.bootstrapServer());
    }

    /**
     * Gives the group its first positions where it has none, and starts. Returns before the state is restored.
     *
     * @throws ResequencerException when it cannot
     */
    public void start() {
        if (streams != null) {
            throw new IllegalStateException("a resequencer is started once");
        }
        try {
            streams = prepared();
            streams.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.of(e);
        } catch (ExecutionException | IOException | RuntimeException e) {
            throw faults.of(e);
        }
    }

    /** Whether it has its partitions, has restored their state, and goes on. */
    public boolean isRunning() {
        KafkaStreams running = streams;
        return running != null && running.state() == KafkaStreams.State.RUNNING;
    }

    /** Why it has ended although nobody ended it. */
    public Optional<ResequencerException> failure() {
        return Optional.ofNullable(failure.getNow(null));
    }

    /** Calls the listener once when it fails, on a thread of its own; at once when it has failed already. */
    public void onFailure(Consumer<ResequencerException> listener) {
        failure.thenAcceptAsync(listener);
    }

    /** What it has done so far. */
    public Figures figures() {
        return Figures.of(tally);
    }

    /** Ends it; what is passed on by then is committed. Any number of times. */
    @Override
    public void close() {
        if (streams == null || !closed.compareAndSet(false, true)) {
            return;
        }
        Duration patience = failure.isDone() ? CLOSE_FAILED_TIMEOUT : CLOSE_TIMEOUT;
        if (!streams.close(patience)) {
            LOG.atWarn().addKeyValue("destination", settings.destination()).addKeyValue("after", patience)
                    .log("Resequencer has not ended in time and is left to the end of the process");
        } else if (!failure.isDone()) {
            closed();
        }
    }

    private void closed() {
        try {
            local.closed();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("destination", settings.destination()).setCause(e)
                    .log("The next start will take the state for one that was not closed, and restore it");
        }
    }

    private KafkaStreams prepared() throws ExecutionException, InterruptedException, IOException {
        FleetTopics fleet = new FleetTopics(settings.fleet());
        String destination = settings.destination();
        String interimTopicId;
        String recallTopicId;
        Replication replication;
        Map<Integer, Long> passOnFrom;
        boolean stale;
        WireFormat format = new WireFormat(registry);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            interimTopicId = topics.interimTopicId(fleet);
            recallTopicId = topics.topicId(fleet.recall(destination));
            replication = topics.replication(fleet);
            SchemaCheck.of(topics, kafka, format, fleet.interim());
            passOnFrom = ReplayStart.read(topics, kafka, format, fleet.recall(destination), interimTopicId);
            local = new LocalState(settings.stateDirectory(), topics.topicId(fleet.ordered(destination)));
            stale = local.isStale(topics.positions(fleet.applicationId(destination)).isEmpty());
            Positions.ensure(topics, kafka, fleet, destination);
        }
        InterimReads reads = new InterimReads(fleet.interim());
        SequencerSettings sequencer = new SequencerSettings(fleet.interim(), fleet.receipts(destination),
                fleet.recall(destination), fleet.ordered(destination), interimTopicId, recallTopicId,
                partition -> passOnFrom.getOrDefault(partition, 0L), settings.bounds(), format, reads, tally,
                new Telling(listener));
        Properties properties = StreamsProperties.of(settings, kafka, fleet.applicationId(destination),
                InstanceName.of(settings.stateDirectory()), replication);
        KafkaStreams made =
                new KafkaStreams(ResequencerTopology.of(sequencer), properties, new WatchedClients(reads));
        if (stale) {
            made.cleanUp();
        }
        local.mark();
        made.setUncaughtExceptionHandler(this::fail);
        made.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                listener.running();
            }
        });
        return made;
    }

    /** What can be retried, Streams has retried; but for a transaction that Kafka has ended, of which it asks for a new thread. */
    private StreamThreadExceptionResponse fail(Throwable thrown) {
        if (Renewals.isDue(thrown) && renewals.grant(System.nanoTime())) {
            LOG.atWarn().addKeyValue("destination", settings.destination()).addKeyValue("cause", thrown.toString())
                    .log("Kafka has ended a transaction of the resequencer, which goes on from its last commit");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.atError().addKeyValue("destination", settings.destination()).setCause(thrown).log("Resequencer failed");
        failure.complete(faults.of(thrown));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
