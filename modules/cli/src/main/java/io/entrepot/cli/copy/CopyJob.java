package io.entrepot.cli.copy;

import io.entrepot.broker.BrokerException;
import io.entrepot.broker.StartState;
import io.entrepot.cli.format.ImageFormats;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.SourceFacts;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Faults;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.process.Logs;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.LiveDisplay;
import io.entrepot.cli.report.Names;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.cli.report.Summary;
import io.entrepot.cli.report.Summary.Transit;
import io.entrepot.cli.watch.Watch;
import io.entrepot.destination.DestinationRecords;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.core.Committed;
import io.entrepot.image.Reasons;
import io.entrepot.registry.RegistryException;
import io.entrepot.resequencer.ResequencerException;
import io.entrepot.wire.TopicException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One copy, from the request to the exit code. */
public final class CopyJob {

    /** The only destination of a copy. */
    public static final String DESTINATION = Engine.DESTINATION;

    private static final Logger LOG = LoggerFactory.getLogger(CopyJob.class);

    private final long startNs = System.nanoTime();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CopyRequest request;
    private final Display display;
    private final WriterListener tap;
    private final Watch watch;
    private final Path interimPath;

    /**
     * @param interruption says when to stop
     * @param tap          hears what the writer does
     * @param watch        watches the parts
     */
    public CopyJob(CopyRequest request, Display display, Interruption interruption, WriterListener tap, Watch watch) {
        this.request = request;
        this.display = display;
        this.tap = tap;
        this.watch = watch;
        this.interimPath = request.interim().orElse(request.destination().resolve(".entrepot").resolve("interim"));
        interruption.onRequest(() -> stop.complete(null));
    }

    /** Copies. Everything that can be expected to go wrong is said on the display. */
    public int run() {
        try {
            return copy();
        } catch (RefusedException | BrokerException | EngineException | TopicException | RegistryException | ResequencerException e) {
            display.error(e.getMessage());
        } catch (RuntimeException e) {
            display.error(Faults.unexpected(e));
        }
        return stop.isDone() ? ExitCode.INTERRUPTED : ExitCode.FAILED;
    }

    private int copy() {
        Sources sources = Sources.of(request, interimPath, display::warning);
        // Once without a trace, for what is refused; and again when no other copy can change what was found.
        CopyPlan seen = plan(sources, display::warning);
        ImageFormats.warnings(sources.images()).forEach(display::warning);
        if (seen.toSend().isEmpty()) {
            return copy(seen);
        }
        try (DestinationLock lock = DestinationLock.take(request.destination())) {
            return copy(plan(sources, warning -> { }));
        }
    }

    private CopyPlan plan(Sources sources, Consumer<String> warnings) {
        return CopyPlan.of(request, sources, interimPath, InterimDirectory.isBegun(interimPath), warnings);
    }

    private int copy(CopyPlan plan) {
        Progress progress = new Progress(plan.sizes(), false, System::nanoTime);
        for (ImageResult settled : plan.settled()) {
            if (settled.phase() == Phase.THERE) {
                progress.there(settled.name());
            } else {
                progress.failed(settled.name());
            }
            display.finished(settled);
        }
        plan.toSend().forEach(facts -> {
            String name = facts.image().name();
            progress.planned(name, facts.dataBytes(), plan.begun().contains(name));
        });
        if (plan.toSend().isEmpty()) {
            int exit = conclude(plan, List.of(), Transit.NONE);
            if (exit == ExitCode.DONE) {
                tidyUp(plan);
            }
            return exit;
        }
        try (InterimDirectory interim = InterimDirectory.open(interimPath)) {
            Path log = Logs.into(interim.path());
            int exit = ship(plan, progress, interim, log);
            Logs.close();
            if (exit == ExitCode.DONE) {
                finished(plan, interim);
            }
            return exit;
        } finally {
            Logs.close();
        }
    }

    /** The run that made the interim directory may have ended after its last image, and before all of that was removed. */
    private void tidyUp(CopyPlan plan) {
        if (request.interim().isPresent() || !Files.exists(interimPath)) {
            return;
        }
        try (InterimDirectory interim = InterimDirectory.open(interimPath)) {
            finished(plan, interim);
        } catch (RefusedException inUse) {
            LOG.atDebug().setCause(inUse).log("The interim directory is left to whoever uses it");
        }
    }

    private int ship(CopyPlan plan, Progress progress, InterimDirectory interim, Path log) {
        if (interim.sift() == StartState.SUSPECT) {
            display.note("The machine went down during the last run, which may have cut off what lay in " + interimPath
                    + ": images that are not whole at the destination are sent anew.");
        }
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (SourceFacts facts : plan.toSend()) {
            sizes.put(facts.image().name(), facts.sizeBytes());
        }
        begin(interim, plan.toSend());
        Ledger ledger;
        Voyage.Outcome outcome;
        try (LiveDisplay live = new LiveDisplay(display, progress::status)) {
            ledger = new Ledger(sizes, progress, live::finished);
            outcome = new Voyage(request, plan, interim, ledger, watch).make(stop, new Taps(tap, passedOver(live::note)));
        }
        if (outcome.fault().isPresent()) {
            display.error(outcome.fault().get() + " (log: " + log + ")");
            return ExitCode.FAILED;
        }
        if (!ledger.complete().isDone()) {
            display.note("Interrupted. Nothing that was committed is lost: run the same command again to go on"
                    + " (state is kept in " + interimPath + ").");
            return ExitCode.INTERRUPTED;
        }
        return conclude(plan, ledger.results(), outcome.transit().orElse(Transit.NONE));
    }

    private static WriterListener passedOver(Consumer<String> notes) {
        return new WriterListener() {
            @Override
            public void passesOver(String why) {
                notes.accept(why + " The other images go on.");
            }
        };
    }

    /** Whether it was committed as it was when it was begun; an older generation is another. */
    private static boolean isThere(DestinationRecords records, String name, Unfinished.Begun begun) {
        try {
            return records.committed(name).map(Committed::opening).filter(opening -> opening.size() == begun.sizeBytes()
                    && opening.modifiedAtNs() == begun.modifiedAtNs()).isPresent();
        } catch (IOException damaged) {
            return false;
        }
    }

    private static void begin(InterimDirectory interim, List<SourceFacts> images) {
        try {
            interim.unfinished().add(images.stream().collect(Collectors.toMap(facts -> facts.image().name(),
                    facts -> new Unfinished.Begun(facts.sizeBytes(), facts.modifiedAtNs()))));
        } catch (IOException e) {
            throw new RefusedException("The interim directory " + interim.path() + " cannot be used: " + Reasons.of(e)
                    + ". Mend that, or name another with --interim.", e);
        }
    }

    private int conclude(CopyPlan plan, List<ImageResult> shipped, Transit transit) {
        Map<String, ImageResult> byName = new LinkedHashMap<>();
        plan.settled().forEach(result -> byName.put(result.name(), result));
        shipped.forEach(result -> byName.put(result.name(), result));
        List<ImageResult> results = new ArrayList<>(plan.sizes().keySet().stream().map(byName::get).toList());
        Summary summary = new Summary(Duration.ofNanos(System.nanoTime() - startNs), results, transit);
        display.summary(summary);
        long failed = summary.count(Phase.FAILED);
        if (failed == 0) {
            return ExitCode.DONE;
        }
        return failed == results.size() ? ExitCode.FAILED : ExitCode.SOME_IMAGES_FAILED;
    }

    /** All images of this copy are there: what others wait for stays. */
    private void finished(CopyPlan plan, InterimDirectory interim) {
        try {
            DestinationRecords records = DestinationRecords.at(request.destination());
            // Without a broker nothing is kept of any image: a run had not come to have one, or was removing all this.
            Set<String> left = !InterimDirectory.isBegun(interimPath) ? Set.of()
                    : interim.unfinished().settle((name, begun) -> plan.sizes().containsKey(name) || isThere(records, name, begun));
            if (request.interim().isPresent()) {
                return;
            }
            if (left.isEmpty()) {
                interim.remove();
            } else {
                display.note("Of " + Names.some(left) + ", which " + (left.size() == 1 ? "is" : "are") + " not there yet, what was sent is kept in "
                        + interimPath + ": copy " + (left.size() == 1 ? "it" : "them") + " too, or remove that directory.");
            }
        } catch (IOException e) {
            display.warning("All is copied, but " + interimPath + " could not be removed: " + Reasons.of(e) + ".");
        }
    }
}
