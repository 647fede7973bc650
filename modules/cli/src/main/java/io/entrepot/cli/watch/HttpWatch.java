package io.entrepot.cli.watch;

import io.entrepot.destination.WriterListener;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.http.Health;
import io.entrepot.monitor.http.HttpAnswer;
import io.entrepot.monitor.http.WatchServer;
import io.entrepot.monitor.metrics.Meters;
import io.entrepot.monitor.metrics.Metric;
import io.entrepot.monitor.page.Board;
import io.entrepot.monitor.page.Page;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Watches, and serves what it sees over HTTP. */
public final class HttpWatch implements Watch, FleetFollower.Listener {

    /** Between two questions of a page that somebody looks at, and then some. */
    private static final long LOOKED_AT_NS = 3_000_000_000L;
    private static final long LAST_LOOK_MS = 1_500;
    /** Consumers ask twice a second, and brokers end the transactions of whoever says nothing for this long. */
    private static final long KAFKA_SILENT_NS = 60_000_000_000L;
    private static final long KAFKA_ASKED_MS = 5_000;

    private final Health health = new Health();
    private final Board board = new Board();
    private final CountDownLatch endSeen = new CountDownLatch(1);
    private volatile long askedNs = System.nanoTime() - LOOKED_AT_NS;
    private final AtomicReference<LongSupplier> knownBlocks = new AtomicReference<>(() -> 0);
    private final Meters meters;
    private final WatchServer server;
    private final ScheduledExecutorService listening = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "entrepot-contact");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long heardNs = System.nanoTime() - KAFKA_SILENT_NS;
    private FleetMeters fleetMeters;
    private FleetFollower follower;

    private HttpWatch(HttpAddress address, boolean page, Map<String, String> labels) {
        meters = new Meters(labels);
        try {
            server = WatchServer.start(address.host(), address.port(), answers(page, labels));
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
        // The page is put together from what passes through a resequencer.
        return new HttpWatch(address, Set.of("resequence", "receive", "copy").contains(part), labels);
    }

    private Map<String, Supplier<HttpAnswer>> answers(boolean page, Map<String, String> labels) {
        Map<String, Supplier<HttpAnswer>> answers = new HashMap<>(Map.of("/metrics", () -> HttpAnswer.metrics(meters.scrape()),
                "/health/live", () -> HttpAnswer.of(health.live()), "/health/ready", () -> HttpAnswer.of(health.ready())));
        if (page) {
            answers.put("/", Page::answer);
            answers.put("/fleet.json", this::fleet);
        } else {
            HttpAnswer index = HttpAnswer.text(200, "entrepot " + labels.get("part") + ": see " + String.join(", ", new TreeSet<>(answers.keySet())) + "\n");
            answers.put("/", () -> index);
        }
        return answers;
    }

    private HttpAnswer fleet() {
        askedNs = System.nanoTime();
        boolean end = board.isEnded();
        HttpAnswer answer = HttpAnswer.json(board.json());
        if (end) {
            endSeen.countDown();
        }
        return answer;
    }

    @Override
    public Optional<String> url() {
        return Optional.of(server.url());
    }

    @Override
    public KafkaSettings over(KafkaSettings kafka) {
        // Also while nobody asks, so that whoever asks is told of now.
        listening.scheduleWithFixedDelay(this::isKafkaThere, KAFKA_ASKED_MS, KAFKA_ASKED_MS, TimeUnit.MILLISECONDS);
        health.needs("kafka", this::isKafkaThere);
        return new KafkaSettings(kafka.bootstrapServer(), meters.kafkaSettings(kafka.properties()));
    }

    private boolean isKafkaThere() {
        if (meters.isKafkaHeard()) {
            heardNs = System.nanoTime();
        }
        return System.nanoTime() - heardNs < KAFKA_SILENT_NS;
    }

    @Override
    public AgentListener overAgent(AgentListener agent) {
        AgentMeters counting = new AgentMeters(meters, agent);
        has("agent", counting::isAtWork);
        return counting;
    }

    @Override
    public WriterListener overWriter(WriterListener writer) {
        return new WriterMeters(meters, board, writer);
    }

    @Override
    public ResequencerListener overResequencer(ResequencerListener resequencer, SchemaRegistry registry) {
        return new BoardFeed(board, registry, resequencer);
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
        fleetMeters = new FleetMeters(meters, System.currentTimeMillis());
        follower = new FleetFollower(fleet, destination, kafka, registry, this);
    }

    @Override
    public void seen(FleetState state) {
        fleetMeters.told(state);
        board.seen(state);
    }

    @Override
    public void openTransactions(Map<Integer, Long> standMsByPartition) {
        fleetMeters.openTransactions(standMsByPartition);
    }

    @Override
    public void failed(String sentence) {
        fleetMeters.failed();
        board.unseen(sentence);
    }

    /** Whoever looks at the page sees how it came out, and not that nobody answers. */
    private void letTheEndBeSeen() {
        try {
            endSeen.await(LAST_LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void died(String sentence) {
        health.died(sentence);
        board.died(sentence);
    }

    @Override
    public synchronized void unfollow() {
        if (follower != null) {
            follower.close();
            follower = null;
        }
        board.ended();
    }

    @Override
    public void close() {
        unfollow();
        if (System.nanoTime() - askedNs < LOOKED_AT_NS) {
            letTheEndBeSeen();
        }
        server.close();
        listening.shutdownNow();
        meters.close();
    }
}
