package io.entrepot.cli.watch;

import io.entrepot.destination.WriterListener;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.http.Health;
import io.entrepot.monitor.http.HttpAnswer;
import io.entrepot.monitor.http.WatchServer;
import io.entrepot.monitor.metrics.Meters;
import io.entrepot.monitor.metrics.Metric;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.Figures;
import io.entrepot.resequencer.ResequencerListener;
import io.entrepot.source.AgentListener;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Watches, and serves what it sees over HTTP. */
public final class HttpWatch implements Watch, FleetFollower.Listener {

    private final Health health = new Health();
    private final AtomicReference<LongSupplier> knownBlocks = new AtomicReference<>(() -> 0);
    private final Meters meters;
    private final WatchServer server;
    private FleetMeters fleetMeters;
    private FleetFollower follower;

    private HttpWatch(HttpAddress address, Map<String, String> labels) {
        meters = new Meters(labels);
        try {
            server = WatchServer.start(address.host(), address.port(), answers());
        } catch (RuntimeException e) {
            meters.close();
            throw e;
        }
    }

    /**
     * Begins to serve.
     *
     * @param part        the command
     * @param fleet       empty where the part serves any
     * @param destination empty where the part belongs to none
     * @throws io.entrepot.monitor.MonitorException when nothing can be served there
     */
    public static Watch at(HttpAddress address, String part, Optional<String> fleet, Optional<String> destination) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("part", part);
        fleet.ifPresent(name -> labels.put("fleet", name));
        destination.ifPresent(name -> labels.put("destination", name));
        return new HttpWatch(address, labels);
    }

    private Map<String, Supplier<HttpAnswer>> answers() {
        return Map.of("/metrics", () -> HttpAnswer.metrics(meters.scrape()), "/health/live", () -> HttpAnswer.of(health.live()),
                "/health/ready", () -> HttpAnswer.of(health.ready()));
    }

    @Override
    public Optional<String> url() {
        return Optional.of(server.url());
    }

    @Override
    public KafkaSettings over(KafkaSettings kafka) {
        return new KafkaSettings(kafka.bootstrapServer(), meters.kafkaSettings(kafka.properties()));
    }

    @Override
    public AgentListener overAgent(AgentListener agent) {
        AgentMeters counting = new AgentMeters(meters, agent);
        has("agent", counting::isAtWork);
        return counting;
    }

    @Override
    public WriterListener overWriter(WriterListener writer) {
        return new WriterMeters(meters, writer);
    }

    @Override
    public ResequencerListener overResequencer(ResequencerListener resequencer) {
        return resequencer;
    }

    @Override
    public void has(String work, BooleanSupplier ready) {
        health.has(work, ready);
    }

    @Override
    public void resequencer(Supplier<Figures> figures) {
        counted(Metric.RESEQUENCER_PASSED_BYTES, figures, Figures::passedBytes);
        counted(Metric.RESEQUENCER_WAITED_BYTES, figures, Figures::waitedBytes);
        counted(Metric.RESEQUENCER_WAITED_RECORDS, figures, Figures::waitedRecords);
        counted(Metric.RESEQUENCER_DRAINED_BYTES, figures, Figures::drainedBytes);
        counted(Metric.RESEQUENCER_DEFERRED_RECORDS, figures, Figures::deferredRecords);
        counted(Metric.RESEQUENCER_TURNS, figures, Figures::turns);
        counted(Metric.RESEQUENCER_SWITCHES, figures, Figures::switches);
        counted(Metric.RESEQUENCER_ARRIVAL_SWITCHES, figures, Figures::arrivalSwitches);
        counted(Metric.RESEQUENCER_PARKS, figures, Figures::parks);
        counted(Metric.RESEQUENCER_REFUSED_RECORDS, figures, each -> each.refusedRecords() + each.refusedRecalls());
    }

    private void counted(Metric metric, Supplier<Figures> figures, ToDoubleFunction<Figures> figure) {
        meters.counted(metric, () -> figure.applyAsDouble(figures.get()));
    }

    @Override
    public void knownBlocks(LongSupplier blocks) {
        // A copy can have several agents one after the other; the gauge is one.
        knownBlocks.set(blocks);
        meters.gauge(Metric.SOURCE_KNOWN_BLOCKS, () -> knownBlocks.get().getAsLong());
    }

    @Override
    public void volume(Path root) {
        meters.gauge(Metric.VOLUME_FREE_BYTES, () -> bytes(root, true), root.toString());
        meters.gauge(Metric.VOLUME_SIZE_BYTES, () -> bytes(root, false), root.toString());
    }

    @Override
    public void broker(Path directory) {
        meters.gauge(Metric.BROKER_FREE_BYTES, () -> bytes(directory, true));
        meters.gauge(Metric.BROKER_SIZE_BYTES, () -> bytes(directory, false));
    }

    /** Not a number where it cannot be told. */
    private static double bytes(Path path, boolean free) {
        try {
            FileStore store = Files.getFileStore(path);
            return free ? store.getUsableSpace() : store.getTotalSpace();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public synchronized void follow(FleetTopics fleet, String destination, KafkaSettings kafka, SchemaRegistry registry) {
        fleetMeters = new FleetMeters(meters);
        follower = new FleetFollower(fleet, destination, kafka, registry, this);
    }

    @Override
    public void seen(FleetState state) {
        fleetMeters.told(state);
    }

    @Override
    public void openTransactions(Map<Integer, Long> standMsByPartition) {
        fleetMeters.openTransactions(standMsByPartition);
    }

    @Override
    public void failed(String sentence) {
        fleetMeters.failed();
    }

    @Override
    public void died(String sentence) {
        health.died(sentence);
    }

    @Override
    public synchronized void unfollow() {
        if (follower != null) {
            follower.close();
            follower = null;
        }
    }

    @Override
    public void close() {
        unfollow();
        server.close();
        meters.close();
    }
}
