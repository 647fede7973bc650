package io.entrepot.cli;

import io.entrepot.cli.copy.CopyJob;
import io.entrepot.cli.copy.CopyRequest;
import io.entrepot.cli.demo.DemoFleet;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Trees;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.watch.Watch;
import io.entrepot.image.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot demo}: makes a small fleet, copies it and compares. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes a small fleet of related images, copies it, and compares every byte.")
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--dir", paramLabel = "DIR",
            description = "Make images and copies here and keep them (default: a temporary directory, removed at the end).")
    private Path directory;

    @Option(names = "--megabytes", paramLabel = "N",
            description = "Size of each image (default: ${DEFAULT-VALUE}, at most " + DemoFleet.MEGABYTES_MAX + ").")
    private int megabytes = 96;

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (megabytes < 1 || megabytes > DemoFleet.MEGABYTES_MAX) {
            throw new UsageException("--megabytes is from 1 to " + DemoFleet.MEGABYTES_MAX + ", not " + megabytes + ".");
        }
        try (Display display = surroundings.display(json)) {
            Path work = directory == null ? Files.createTempDirectory("entrepot-demo-") : Files.createDirectories(directory);
            try {
                return demonstrate(work, display);
            } finally {
                if (directory == null) {
                    Trees.delete(work);
                }
            }
        } catch (IOException e) {
            throw new RefusedException("The demonstration has no place to work in: " + Reasons.of(e) + ".", e);
        }
    }

    private int demonstrate(Path work, Display display) throws IOException {
        Path images = work.resolve("images");
        Path copies = work.resolve("copies");
        display.note("Making " + DemoFleet.IMAGES.size() + " images of " + megabytes + " MB in " + images
                + ": a golden image, three clones of it that have changed since, and one installed separately.");
        DemoFleet.make(images, megabytes);
        CopyRequest request = new CopyRequest(List.of(images), Optional.empty(), copies, Optional.empty(), true, 0, "demo",
                sending.parallel(), sending.threads(), sending.zstdLevels(), sending.chunker(), false);
        int exit = new CopyJob(request, display, surroundings.interruption(), surroundings.tap(), Watch.OFF).run();
        if (exit != ExitCode.DONE) {
            return exit;
        }
        for (String name : DemoFleet.IMAGES) {
            long mismatch = Files.mismatch(images.resolve(name), copies.resolve(name));
            if (mismatch >= 0) {
                display.error(copies.resolve(name) + " differs from its image at byte " + mismatch + ".");
                return ExitCode.FAILED;
            }
        }
        display.note("Compared: all copies are the same as their images, byte for byte."
                + (directory == null ? "" : " See for yourself: (cd " + images + " && sha256sum *) | (cd " + copies + " && sha256sum -c)"));
        return ExitCode.DONE;
    }
}
