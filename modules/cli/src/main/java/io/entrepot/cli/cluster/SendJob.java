package io.entrepot.cli.cluster;

import io.entrepot.cli.format.ImageFormats;
import io.entrepot.cli.plan.ImageSelection;
import io.entrepot.cli.plan.NamedPath;
import io.entrepot.cli.plan.SourceFacts;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.process.Logs;
import io.entrepot.cli.report.Dispatch;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.LiveDisplay;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One sending, from the request to the exit code. */
public final class SendJob {

    private final long startNs = System.nanoTime();
    private final SendRequest request;
    private final Display display;
    private final Interruption interruption;

    /** @param interruption says when to stop */
    public SendJob(SendRequest request, Display display, Interruption interruption) {
        this.request = request;
        this.display = display;
        this.interruption = interruption;
    }

    /**
     * Sends. Everything that can be expected to go wrong is said on the display.
     *
     * @throws UsageException when it cannot be meant
     */
    public int run(KafkaSettings kafka, FleetTopics fleet, SchemaRegistry registry) {
        try {
            List<NamedPath> images = ImageSelection.of(request.images(), request.root(), display::warning);
            ImageFormats.warnings(images).forEach(display::warning);
            Path state = StateDirectories.of(request.state(), fleet.fleet(), "agents", request.agent());
            AgentSettings settings = settings(fleet, state, images);
            Path log = Logs.into(state);
            try (TopicAdmin admin = new TopicAdmin(kafka)) {
                admin.checkFleet(fleet);
                checkPartition(fleet, admin.partitions(fleet));
            }
            SchemaRegistry prepared = PreparedRegistry.of(registry, fleet, Optional.empty());
            return send(images, settings, kafka, prepared, log);
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException e) {
            display.error(Sentences.of(e));
            return interruption.isRequested() ? ExitCode.INTERRUPTED : ExitCode.FAILED;
        } finally {
            Logs.close();
        }
    }

    private AgentSettings settings(FleetTopics fleet, Path state, List<NamedPath> images) {
        try {
            return AgentSettings.builder(fleet.fleet(), request.agent(), state).parallel(request.parallel())
                    .threads(request.threads()).chunker(request.chunker()).zstdLevel(request.zstdLevel()).rate(request.rate())
                    .resend(request.again() ? images.stream().map(NamedPath::name).collect(Collectors.toSet()) : Set.of()).build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private void checkPartition(FleetTopics fleet, int partitions) {
        if (request.partition().isPresent() && request.partition().getAsInt() >= partitions) {
            throw new UsageException("There is no partition " + request.partition().getAsInt() + " in the fleet " + fleet.fleet()
                    + ", which has " + partitions + ", counted from 0.");
        }
    }

    private int send(List<NamedPath> images, AgentSettings settings, KafkaSettings kafka, SchemaRegistry registry, Path log) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        Map<String, Long> data = new LinkedHashMap<>();
        for (NamedPath image : images) {
            try {
                SourceFacts facts = SourceFacts.of(image);
                sizes.put(image.name(), facts.sizeBytes());
                data.put(image.name(), facts.dataBytes());
            } catch (IOException e) {
                // It fails again when it is read, and is told of then.
                sizes.put(image.name(), 0L);
            }
        }
        Progress progress = new Progress(sizes, true, System::nanoTime);
        data.forEach((name, bytes) -> progress.planned(name, bytes, false));
        List<SendOutcome> outcomes;
        try (LiveDisplay live = new LiveDisplay(display, progress::status);
                Agent agent = new Agent(settings, kafka, registry, new SendNews(progress, live::finished, live::note, sizes))) {
            interruption.onRequest(agent::stop);
            outcomes = agent.send(images.stream().map(image ->
                    new ImageFile(image.name(), image.path(), request.priority(), request.partition())).toList());
        }
        return conclude(outcomes, sizes, log);
    }

    private int conclude(List<SendOutcome> outcomes, Map<String, Long> sizes, Path log) {
        List<ImageResult> results = new ArrayList<>();
        long interimBytes = 0;
        int stopped = 0;
        boolean cancelled = false;
        for (SendOutcome outcome : outcomes) {
            if (outcome instanceof SendOutcome.Sealed sealed) {
                interimBytes += sealed.figures().interimBytes();
                results.add(SendNews.sent(sealed.name(), sealed.figures()));
            } else if (outcome instanceof SendOutcome.AlreadySealed before) {
                ImageResult result = ImageResult.sentBefore(before.name(), before.figures().sizeBytes());
                display.finished(result);
                results.add(result);
            } else if (outcome instanceof SendOutcome.Failed failed) {
                cancelled |= failed.cause() instanceof CancelledException;
                results.add(ImageResult.failed(failed.name(), sizes.get(failed.name()), failed.cause().getMessage()));
            } else {
                stopped++;
            }
        }
        Dispatch dispatch = new Dispatch(Duration.ofNanos(System.nanoTime() - startNs), results, interimBytes);
        display.dispatch(dispatch);
        if (stopped > 0) {
            display.note("Interrupted. Nothing that was committed is lost: run the same command again to go on (log: " + log + ").");
            return ExitCode.INTERRUPTED;
        }
        long failed = dispatch.count(Phase.FAILED);
        return failed == 0 ? ExitCode.DONE : failed == results.size() && !cancelled ? ExitCode.FAILED : ExitCode.SOME_IMAGES_FAILED;
    }
}
