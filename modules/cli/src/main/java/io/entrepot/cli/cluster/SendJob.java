package io.entrepot.cli.cluster;

import io.entrepot.cli.format.ImageFormats;
import io.entrepot.cli.plan.ImageSelection;
import io.entrepot.cli.plan.Manifest;
import io.entrepot.cli.plan.Planned;
import io.entrepot.cli.plan.SourceFacts;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.process.Logs;
import io.entrepot.cli.report.Dispatch;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.LiveDisplay;
import io.entrepot.cli.report.Names;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.cli.watch.Watch;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.source.Agent;
import io.entrepot.source.AgentSettings;
import io.entrepot.source.CancelledException;
import io.entrepot.source.ImageFile;
import io.entrepot.source.SendOutcome;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.PreparedRegistry;
import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One sending, from the request to the exit code. */
public final class SendJob {

    /** Of what waits for long, people want to know since when. */
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final long startNs = System.nanoTime();
    private final SendRequest request;
    private final Display display;
    private final Interruption interruption;
    private final Watch watch;

    /**
     * @param interruption says when to stop
     * @param watch        watches the agent
     */
    public SendJob(SendRequest request, Display display, Interruption interruption, Watch watch) {
        this.request = request;
        this.display = display;
        this.interruption = interruption;
        this.watch = watch;
    }

    /**
     * Sends. Everything that can be expected to go wrong is said on the display.
     *
     * @throws UsageException when it cannot be meant
     */
    public int run(KafkaSettings kafka, FleetTopics fleet, SchemaRegistry registry) {
        try {
            List<Planned> images = planned();
            ImageFormats.warnings(images.stream().map(Planned::image).toList()).forEach(display::warning);
            Path state = StateDirectories.of(request.state(), fleet.fleet(), "agents", request.agent());
            AgentSettings settings = settings(fleet, state, images);
            Path log = Logs.into(state);
            try (TopicAdmin admin = new TopicAdmin(kafka)) {
                admin.checkFleet(fleet);
                checkPartitions(images, fleet, admin.partitions(fleet));
                request.waitFor().ifPresent(destination -> DeliveryWatch.check(admin, fleet, destination));
            }
            SchemaRegistry prepared = PreparedRegistry.of(registry, fleet, request.waitFor());
            return send(images, settings, new Port(kafka, fleet, prepared), log);
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException e) {
            watch.died(Sentences.of(e));
            display.error(Sentences.of(e));
            return interruption.isRequested() ? ExitCode.INTERRUPTED : ExitCode.FAILED;
        } finally {
            Logs.close();
        }
    }

    private AgentSettings settings(FleetTopics fleet, Path state, List<Planned> images) {
        try {
            return AgentSettings.builder(fleet.fleet(), request.agent(), state).parallel(request.parallel())
                    .threads(request.threads()).chunker(request.chunker()).zstdLevels(request.zstdLevels())
                    .rate(request.rate()).takeOver(request.takeOver()).space(request.space()).placing(request.placing()).precopy(request.precopy())
                    // Who cancels right after the command was given means it, however long the agent takes to begin.
                    .ordersFrom(ManagementFactory.getRuntimeMXBean().getStartTime())
                    .resend(request.again() ? images.stream().map(Planned::name).collect(Collectors.toSet()) : Set.of()).build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** Where it is sent to. */
    private record Port(KafkaSettings kafka, FleetTopics fleet, SchemaRegistry registry) {
    }

    private List<Planned> planned() {
        return request.manifest().map(file -> Manifest.read(file, request.partition(), request.priority()))
                .orElseGet(() -> ImageSelection.of(request.images(), request.root(), display::warning).stream()
                        .map(image -> new Planned(image, request.partition(), request.priority())).toList());
    }

    private static void checkPartitions(List<Planned> images, FleetTopics fleet, int partitions) {
        images.stream().filter(image -> image.partition().orElse(0) >= partitions).findFirst().ifPresent(image -> {
            throw new UsageException("There is no partition " + image.partition().getAsInt() + " for the image "
                    + Names.printable(image.name()) + " in the fleet " + fleet.fleet() + ", which has " + partitions + ", counted from 0.");
        });
    }

    private int send(List<Planned> images, AgentSettings settings, Port port, Path log) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        Map<String, Long> data = new LinkedHashMap<>();
        for (Planned image : images) {
            try {
                SourceFacts facts = SourceFacts.of(image.image());
                sizes.put(image.name(), facts.sizeBytes());
                data.put(image.name(), facts.dataBytes());
            } catch (IOException e) {
                // It fails again when it is read, and is told of then.
                sizes.put(image.name(), 0L);
            }
        }
        boolean waits = request.waitFor().isPresent();
        Progress progress = new Progress(sizes, !waits, System::nanoTime);
        data.forEach((name, bytes) -> progress.planned(name, bytes, false));
        try (LiveDisplay live = new LiveDisplay(display, progress::status)) {
            Set<String> opened = ConcurrentHashMap.newKeySet();
            Deliveries deliveries = new Deliveries(waits ? sizes.keySet() : Set.of(), new DeliveryNews(progress, live::finished, opened));
            interruption.onRequest(deliveries::giveUp);
            SendNews news = new SendNews(progress, live::finished, live::note, sizes, !waits, opened, deliveries);
            List<SendOutcome> outcomes;
            // What is sent is received meanwhile, and shown as it is.
            try (KafkaNews kafkaNews = KafkaNews.follow((type, sentence, fields) -> live.note(LocalTime.now().format(CLOCK) + " " + sentence + "."),
                    port.kafka());
                    DeliveryWatch receipts = request.waitFor().map(destination ->
                    new DeliveryWatch(port.kafka(), port.fleet(), destination, port.registry(), deliveries)).orElse(null)) {
                try (Agent agent = new Agent(settings, port.kafka(), port.registry(), watch.overAgent(news))) {
                    interruption.onRequest(agent::stop);
                    watch.knownBlocks(agent::knownBlocks);
                    outcomes = agent.send(images.stream().map(image ->
                            new ImageFile(image.name(), image.path(), image.priority(), image.partition())).toList());
                }
                outcomes.stream().filter(outcome -> outcome instanceof SendOutcome.AlreadySealed before && !before.kept())
                        .forEach(trimmed -> deliveries.trimmed(trimmed.name()));
                deliveries.allSent();
                deliveries.await();
            }
            live.close();
            return conclude(outcomes, deliveries, new Read(sizes, news), log);
        }
    }

    /** How large images are, and what was heard of them. */
    private record Read(Map<String, Long> sizes, SendNews news) {
    }

    private int conclude(List<SendOutcome> outcomes, Deliveries deliveries, Read read, Path log) {
        List<ImageResult> results = new ArrayList<>();
        long interimBytes = 0;
        boolean stopped = false;
        boolean cancelled = false;
        for (SendOutcome outcome : outcomes) {
            if (outcome instanceof SendOutcome.Sealed sealed) {
                interimBytes += sealed.figures().interimBytes();
                results.add(SendNews.sent(sealed.name(), sealed.figures()));
            } else if (outcome instanceof SendOutcome.AlreadySealed before) {
                ImageResult result = ImageResult.sentBefore(before.name(), before.figures().sizeBytes());
                display.finished(result);
                results.add(result);
            } else if (outcome instanceof SendOutcome.Precopied ahead) {
                interimBytes += ahead.figures().interimBytes();
                results.add(SendNews.ahead(ahead.name(), ahead.figures()));
            } else if (outcome instanceof SendOutcome.Failed failed) {
                cancelled |= failed.cause() instanceof CancelledException;
                interimBytes += read.news().sentBytes(failed.name());
                results.add(ImageResult.failed(failed.name(), read.sizes().get(failed.name()), failed.cause().getMessage()));
            } else {
                stopped = true;
                long sentBytes = read.news().sentBytes(outcome.name());
                interimBytes += sentBytes;
                results.add(ImageResult.stopped(outcome.name(), read.sizes().get(outcome.name()), sentBytes > 0));
            }
        }
        Dispatch dispatch = new Dispatch(Duration.ofNanos(System.nanoTime() - startNs), results, interimBytes);
        display.dispatch(dispatch);
        if (stopped) {
            display.note("Interrupted. Nothing that was committed is lost: run the same command again to go on (log: " + log + ").");
            return ExitCode.INTERRUPTED;
        }
        if (request.waitFor().isPresent()) {
            display.note(atDestination(deliveries));
        }
        if (!deliveries.isComplete()) {
            return ExitCode.INTERRUPTED;
        }
        if (deliveries.failed() > 0) {
            return ExitCode.SOME_IMAGES_FAILED;
        }
        long failed = dispatch.count(Phase.FAILED);
        return failed == 0 ? ExitCode.DONE : failed == results.size() && !cancelled ? ExitCode.FAILED : ExitCode.SOME_IMAGES_FAILED;
    }

    private String atDestination(Deliveries deliveries) {
        String line = "At the destination " + request.waitFor().orElseThrow() + ": " + deliveries.committed() + " written"
                + (deliveries.failed() > 0 ? ", " + deliveries.failed() + " FAILED" : "");
        return deliveries.isComplete() ? line + "." : line + ", the others still to come: what was sent is received without this command.";
    }
}
