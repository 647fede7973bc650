package io.entrepot.cli.copy;

import io.entrepot.broker.BrokerException;
import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.cli.process.Ending;
import io.entrepot.cli.process.Faults;
import io.entrepot.cli.watch.Watch;
import io.entrepot.destination.Writer;
import io.entrepot.destination.WriterException;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterSettings;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.Figures;
import io.entrepot.resequencer.Resequencer;
import io.entrepot.resequencer.ResequencerListener;
import io.entrepot.resequencer.ResequencerSettings;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Broker, registry, resequencer and writer of one copy, running. What any of them dies of is one sentence in {@link #failure}. */
final class Engine implements AutoCloseable {

    /** The only destination of a copy. */
    static final String DESTINATION = "local";

    /** One volume, one writer: a second partition would only hide from one image what the other has. */
    private static final int PARTITIONS = 1;
    private static final short REPLICAS = 1;

    /**
     * The agent is in this process and commits every second. What an earlier run has left half sent, and this one does not send, is
     * waited for so long before other images have their turns.
     */
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(10);

    /** Parts end one after the other, and each waits for the answer to its last fetch: with Kafka's half a second, for a second in all. */
    private static final Map<String, String> PROPERTIES = Map.of("consumer.fetch.max.wait.ms", "100");

    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final EmbeddedBroker broker;
    private final FleetTopics topics;
    private final Watch watch;
    private SchemaRegistry registry;
    private KafkaSettings kafka;
    private Set<String> committedBefore = Set.of();
    private Resequencer resequencer;
    private Writer writer;

    private Engine(EmbeddedBroker broker, FleetTopics topics, Watch watch) {
        this.broker = broker;
        this.topics = topics;
        this.watch = watch;
        broker.onFailure(fault -> failure.complete(fault.getMessage()));
    }

    /** Starts everything but the agent. */
    static Engine start(CopyRequest request, InterimDirectory interim, WriterListener listener, Watch watch) {
        FleetTopics topics = new FleetTopics(request.fleet());
        Engine engine = new Engine(EmbeddedBroker.start(interim.broker()), topics, watch);
        try {
            engine.startParts(request, interim, listener);
            return engine;
        } catch (RuntimeException e) {
            RuntimeException told = engine.behind(e);
            engine.close();
            throw told;
        }
    }

    KafkaSettings kafka() {
        return kafka;
    }

    FleetTopics topics() {
        return topics;
    }

    SchemaRegistry registry() {
        return registry;
    }

    /** A sentence, when a part has died. */
    CompletableFuture<String> failure() {
        return failure;
    }

    /** What is to be told of a fault that somebody met who asked this broker: the broker's own, or a part's, if that came first. */
    private RuntimeException behind(RuntimeException fault) {
        return broker.behindFaultOfClient().<RuntimeException>map(died -> died)
                .orElseGet(() -> failure.isDone() ? new EngineException(failure.join(), fault) : fault);
    }

    /** A part has died, of what the sentence says or of what is behind it. */
    void died(String sentence) {
        failure.complete(broker.behindFaultOfClient().map(BrokerException::getMessage).orElse(sentence));
    }

    /** Generations that an earlier run has committed. */
    Set<String> committedBefore() {
        return committedBefore;
    }

    /** What the resequencer has done so far. */
    Figures figures() {
        return resequencer.figures();
    }

    private void startParts(CopyRequest request, InterimDirectory interim, WriterListener listener) {
        kafka = watch.over(new KafkaSettings(broker.bootstrapServers(), PROPERTIES));
        registry = SchemaRegistries.embedded(interim.schemas());
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.ensureFleet(topics, PARTITIONS, REPLICAS);
            admin.ensureDestination(topics, DESTINATION, REPLICAS);
            admin.ensurePositions(topics.writerGroup(DESTINATION), admin.startOffsets(topics.ordered(DESTINATION)));
            if (interim.isReopened()) {
                committedBefore = new CommittedBefore(new WireFormat(registry), interim.path())
                        .read(admin, kafka, topics.receipts(DESTINATION), failure::isDone);
            }
        }
        if (failure.isDone()) {
            throw new EngineException(failure.join(), null);
        }
        resequencer = new Resequencer(ResequencerSettings.of(request.fleet(), DESTINATION, interim.streams())
                .withStallTimeout(STALL_TIMEOUT), kafka, registry, watch.overResequencer(ResequencerListener.NONE, registry));
        resequencer.onFailure(fault -> died(fault.getMessage()));
        resequencer.start();
        writer = new Writer(WriterSettings.of(request.fleet(), DESTINATION, request.destination()).withOverwrite(request.overwrite())
                .withKeepGenerations(request.keepGenerations())
                .withThreads(request.threads()), kafka, registry, watch.overWriter(listener));
        Thread thread = new Thread(this::write, "entrepot-writer");
        thread.setDaemon(true);
        thread.start();
        watch(request, interim);
    }

    private void watch(CopyRequest request, InterimDirectory interim) {
        watch.has("resequencer", resequencer::isRunning);
        watch.has("writer", writer::isRunning);
        watch.resequencer(resequencer::figures);
        watch.volume(request.destination());
        watch.broker(interim.broker());
        watch.follow(topics, DESTINATION, kafka, registry);
    }

    private void write() {
        try {
            writer.run();
        } catch (WriterException e) {
            died(e.getMessage());
        } catch (RuntimeException | Error e) {
            died("The writer failed: " + Faults.unexpected(e));
        }
    }

    /** Ends everything in the order in which data flows. After a failure, also one that comes meanwhile, nobody waits long for what may never end. */
    @Override
    public void close() {
        watch.unfollow();
        if (writer != null) {
            writer.stop();
        }
        Ending.of("resequencer", resequencer, failure::isDone);
        Ending.of("writer", writer, failure::isDone);
        Ending.of("registry", registry, failure::isDone);
        broker.close();
    }
}
