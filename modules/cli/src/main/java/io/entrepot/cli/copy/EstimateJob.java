package io.entrepot.cli.copy;

import io.entrepot.block.Chunker;
import io.entrepot.block.ZstdLevels;
import io.entrepot.cli.format.ImageFormats;
import io.entrepot.cli.plan.ImageSelection;
import io.entrepot.cli.plan.NamedPath;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.SourceFacts;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Faults;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.report.Appraisal;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.report.LiveDisplay;
import io.entrepot.cli.report.Progress;
import io.entrepot.image.Reasons;
import io.entrepot.source.AgentListener;
import io.entrepot.source.AgentSettings;
import io.entrepot.source.Estimate;
import io.entrepot.source.EstimateOutcome;
import io.entrepot.source.EstimateSettings;
import io.entrepot.source.ImageFigures;
import io.entrepot.source.ImageFile;
import io.entrepot.source.index.IndexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One estimate, from the request to the exit code. */
public final class EstimateJob {

    private final long startNs = System.nanoTime();
    private final Request request;
    private final Display display;
    private final Interruption interruption;

    /**
     * What is to be estimated.
     *
     * @param images    files and directories
     * @param root      that names are taken from
     * @param scratch   where an index is kept meanwhile
     * @param parallel  images that are read at once
     * @param threads   that hash and compress
     * @param zstdLevels of compression
     * @param chunker   cuts images into blocks
     */
    public record Request(List<Path> images, Optional<Path> root, Path scratch, int parallel, int threads, ZstdLevels zstdLevels,
                          Chunker chunker) {

        public Request {
            images = List.copyOf(images);
        }
    }

    /** @param interruption says when to stop */
    public EstimateJob(Request request, Display display, Interruption interruption) {
        this.request = request;
        this.display = display;
        this.interruption = interruption;
    }

    /** Estimates. */
    public int run() {
        try {
            return estimate();
        } catch (RefusedException e) {
            display.error(e.getMessage());
        } catch (IOException e) {
            display.error("The estimate's index in " + request.scratch() + " cannot be kept: " + Reasons.of(e)
                    + ". Name another directory with --scratch.");
        } catch (IndexException e) {
            display.error("The estimate's index in " + request.scratch() + " cannot be kept: " + e.getCause().getMessage()
                    + ". Name another directory with --scratch.");
        } catch (RuntimeException e) {
            display.error(Faults.unexpected(e));
        }
        return ExitCode.FAILED;
    }

    private int estimate() throws IOException {
        List<NamedPath> images = ImageSelection.of(request.images(), request.root(), display::warning);
        ImageFormats.warnings(images).forEach(display::warning);
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (NamedPath image : images) {
            try {
                sizes.put(image.name(), Files.size(image.path()));
            } catch (IOException e) {
                // It fails again when it is read, and is told of then.
                sizes.put(image.name(), 0L);
            }
        }
        Progress progress = new Progress(sizes, true, System::nanoTime);
        for (NamedPath image : images) {
            planned(image, progress);
        }
        Path scratch = request.scratch().resolve("entrepot-estimate-" + UUID.randomUUID());
        EstimateSettings settings = new EstimateSettings(request.parallel(), request.threads(), request.chunker(), request.zstdLevels(),
                AgentSettings.RECORD_BYTES_DEFAULT, scratch);
        Estimate estimate = new Estimate(settings, new Listener(progress));
        interruption.onRequest(estimate::stop);
        List<EstimateOutcome> outcomes;
        try (LiveDisplay live = new LiveDisplay(display, progress::status)) {
            outcomes = estimate.run(images.stream().map(image -> new ImageFile(image.name(), image.path(), 0)).toList());
        }
        if (interruption.isRequested()) {
            return ExitCode.INTERRUPTED;
        }
        return conclude(outcomes);
    }

    private static void planned(NamedPath image, Progress progress) {
        try {
            progress.planned(image.name(), SourceFacts.of(image).dataBytes(), false);
        } catch (IOException e) {
            // It fails again when it is read, and is told of then.
        }
    }

    private int conclude(List<EstimateOutcome> outcomes) {
        ImageFigures total = ImageFigures.none();
        int failed = 0;
        for (EstimateOutcome outcome : outcomes) {
            if (outcome instanceof EstimateOutcome.Estimated estimated) {
                total = total.plus(estimated.figures());
            } else if (outcome instanceof EstimateOutcome.Failed fault) {
                failed++;
                display.error(fault.cause().getMessage());
            }
        }
        display.appraisal(new Appraisal(Duration.ofNanos(System.nanoTime() - startNs), outcomes.size() - failed, failed,
                total.sizeBytes(), total.zeroBytes(), total.knownBytes(), total.newBytes(), total.interimBytes()));
        if (failed == 0) {
            return ExitCode.DONE;
        }
        return failed == outcomes.size() ? ExitCode.FAILED : ExitCode.SOME_IMAGES_FAILED;
    }

    /** An image that has been read is done. */
    private record Listener(Progress progress) implements AgentListener {

        @Override
        public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
            progress.opened(name, sizeBytes, false);
        }

        @Override
        public void progress(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes, long sentBytes) {
            progress.read(name, readBytes, newBytes, knownBytes, zeroBytes);
        }

        @Override
        public void sealed(String name, String generation, ImageFigures figures) {
            progress.sealed(name, figures.newBytes(), figures.knownBytes(), figures.zeroBytes());
            progress.committed(name);
        }

        @Override
        public void failed(String name, Exception cause) {
            progress.failed(name);
        }
    }
}
