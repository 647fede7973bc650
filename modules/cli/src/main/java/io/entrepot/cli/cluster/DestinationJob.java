package io.entrepot.cli.cluster;

import io.entrepot.cli.process.Ending;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.process.Logs;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.watch.Watch;
import io.entrepot.destination.GroupWriter;
import io.entrepot.destination.Writer;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterSettings;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.Resequencer;
import io.entrepot.resequencer.ResequencerSettings;
import io.entrepot.wire.PreparedRegistry;
import io.entrepot.wire.TopicAdmin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** The parts of one destination that this process has, until they are stopped: a resequencer, writers, or both. */
public final class DestinationJob {

    private final ReceivingRequest request;
    private final Optional<Writing> writing;
    private final boolean resequencing;
    private final Bulletin bulletin;
    private final Interruption interruption;
    private final Watch watch;

    /**
     * What writers are told.
     *
     * @param volumes   which directory receives which partitions
     * @param memory    what each of the directories may hold of it
     * @param newVolumes whether directories may be new though their partitions have been written before
     * @param grouped   whether others write to the directory too, and the group says who writes which partitions
     * @param overwrite whether files that Entrepot did not write, or that were changed since, may be replaced
     * @param keepGenerations how many generations of an image are kept that were replaced
     * @param threads   that unpack and verify, of each writer
     * @param tap       hears what the writers do
     */
    public record Writing(Volumes volumes, VolumeMemory memory, boolean newVolumes, boolean grouped, boolean overwrite, int keepGenerations, int threads,
            WriterListener tap) {
    }

    /**
     * @param resequencing whether there is a resequencer
     * @param writing      what the writers are told, if there are any
     * @param interruption says when to stop
     * @param watch        watches them
     */
    public DestinationJob(ReceivingRequest request, boolean resequencing, Optional<Writing> writing, Bulletin bulletin,
                          Interruption interruption, Watch watch) {
        this.request = request;
        this.resequencing = resequencing;
        this.writing = writing;
        this.bulletin = bulletin;
        this.interruption = interruption;
        this.watch = watch;
    }

    /** Runs them. */
    public int run() {
        Vigil vigil = new Vigil(interruption);
        List<Part> parts = new ArrayList<>();
        Optional<KafkaNews> news = Optional.empty();
        try {
            Path state = StateDirectories.of(request.state(), request.fleet().fleet(), request.destination(),
                    writing.isEmpty() ? "resequence" : resequencing ? "receive" : "write");
            Path log = Logs.into(state);
            int partitions = prepareTopics();
            SchemaRegistry registry = PreparedRegistry.of(request.registry(), request.fleet(), Optional.of(request.destination()));
            ready(partitions, log);
            writing.ifPresent(told -> parts.addAll(writers(told, registry)));
            if (resequencing) {
                parts.add(resequencer(state, partitions, registry));
            }
            parts.forEach(part -> {
                watch.has(part.name(), part::isReady);
                part.start(vigil);
            });
            news = Optional.of(KafkaNews.follow(bulletin::say, request.kafka()));
            if (resequencing) {
                watch.follow(request.fleet(), request.destination(), request.kafka(), registry);
            }
        } catch (RuntimeException e) {
            vigil.fail(Sentences.of(e));
        }
        Optional<String> fault = vigil.await();
        fault.ifPresent(watch::died);
        fault.ifPresent(bulletin::error);
        watch.unfollow();
        if (fault.isEmpty()) {
            bulletin.say("stopping", "Stopping: what is in hand is made durable first", Map.of());
        }
        boolean away = end(parts, fault.isPresent(), news);
        if (fault.isEmpty()) {
            bulletin.say("stopped", "Stopped" + (away ? ", without Kafka, which does not answer" : "")
                    + ". What is not finished goes on when this is started again", Map.of("kafkaAway", away));
        }
        Logs.close();
        return fault.isPresent() ? ExitCode.FAILED : ExitCode.INTERRUPTED;
    }

    /** Makes what is missing of the destination's, and checks all that the parts use. */
    private int prepareTopics() {
        try (TopicAdmin admin = new TopicAdmin(request.kafka())) {
            admin.checkFleet(request.fleet());
            admin.ensureDestination(request.fleet(), request.destination());
            String ordered = request.fleet().ordered(request.destination());
            if (writing.isPresent()) {
                String group = request.fleet().writerGroup(request.destination());
                Map<TopicPartition, Long> starts = admin.startOffsets(ordered);
                if (!writing.get().newVolumes()) {
                    MountCheck.of(writing.get().volumes(), admin.positions(group), starts);
                }
                admin.ensurePositions(group, starts);
            }
            return admin.partitions(request.fleet());
        }
    }

    private List<Part> writers(Writing told, SchemaRegistry registry) {
        Map<Path, Set<Integer>> volumes = told.volumes().byRoot();
        List<Part> writers = new ArrayList<>();
        volumes.forEach((root, partitions) -> {
            WriterSettings settings = WriterSettings.of(request.fleet().fleet(), request.destination(), root).withPartitions(partitions)
                    .withOverwrite(told.overwrite()).withKeepGenerations(told.keepGenerations())
                    .withThreads(told.threads()).withMemory(told.memory().inFlightBytes(), told.memory().cacheBytes());
            WriterListener listener = watch.overWriter(new WriterNews(bulletin, told.tap()));
            watch.volume(root);
            writers.add(told.grouped() ? WriterPart.of(new GroupWriter(settings, request.kafka(), registry, listener), root)
                    : WriterPart.of(new Writer(settings, request.kafka(), registry, listener), root));
        });
        return writers;
    }

    private Part resequencer(Path state, int partitions, SchemaRegistry registry) {
        // More threads than partitions have nothing to do, more than cores only take turns.
        int threads = Math.max(1, Math.min(partitions, Runtime.getRuntime().availableProcessors()));
        ResequencerSettings settings = ResequencerSettings.of(request.fleet().fleet(), request.destination(), state.resolve("streams"))
                .withThreads(threads);
        Resequencer resequencer = new Resequencer(settings, request.kafka(), registry,
                watch.overResequencer(new ResequencerNews(bulletin, writing.isEmpty(), System::nanoTime), registry));
        watch.resequencer(resequencer::figures);
        return new ResequencerPart(resequencer);
    }

    private void ready(int partitions, Path log) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fleet", request.fleet().fleet());
        fields.put("destination", request.destination());
        fields.put("partitions", partitions);
        fields.put("resequencing", resequencing);
        writing.ifPresent(told -> {
            Map<String, Object> volumes = new LinkedHashMap<>();
            told.volumes().byRoot().forEach((root, numbers) -> volumes.put(root.toString(), numbers));
            fields.put("volumes", volumes);
            fields.put("group", told.grouped());
        });
        watch.url().ifPresent(url -> fields.put("http", url));
        fields.put("log", log.toString());
        bulletin.say("started", "Destination " + request.destination() + " of fleet " + request.fleet().fleet() + ", "
                + partitions + (partitions == 1 ? " partition" : " partitions") + ": " + what() + watch.url().map(url -> ", watched at " + url).orElse("") + " (log: " + log + ")", fields);
    }

    private String what() {
        return resequencing && writing.isPresent() ? "resequencing and writing" : resequencing ? "resequencing" : "writing";
    }

    /** Says whether Kafka was away, which they need not wait for then. */
    private static boolean end(List<Part> parts, boolean failed, Optional<KafkaNews> news) {
        news.ifPresent(KafkaNews::ending);
        BooleanSupplier away = () -> news.filter(KafkaNews::isAway).isPresent();
        parts.forEach(Part::stop);
        // In the order in which data flows, the resequencer first: it was started last.
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            Ending.of(part.name(), part::close, () -> failed || away.getAsBoolean());
        }
        boolean wasAway = away.getAsBoolean();
        news.ifPresent(KafkaNews::close);
        return wasAway;
    }
}
