package io.entrepot.cli;

import io.entrepot.block.Chunkers;
import io.entrepot.cli.copy.EstimateJob;
import io.entrepot.cli.report.Display;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entrepot estimate}: what sending would come to. */
@Command(name = "estimate", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "entrepot estimate [OPTIONS] IMAGES...",
        description = "Reads images and says what sending them to a new fleet would come to; sends nothing.")
final class EstimateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "IMAGES...", hideParamSyntax = true,
            description = "Files, or directories of files.")
    private List<Path> images;

    @Option(names = "--root", paramLabel = "DIR", description = "Images keep their paths below this directory.")
    private Path root;

    @Option(names = "--scratch", paramLabel = "DIR",
            description = "Where an index is kept meanwhile, some 50 bytes for each block (default: the system's temporary directory).")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    EstimateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Display display = surroundings.display(json)) {
            EstimateJob.Request request = new EstimateJob.Request(images, Optional.ofNullable(root), scratch, sending.parallel(),
                    sending.threads(), sending.zstdLevels(), sending.chunker().orElseGet(Chunkers::defaultChunker));
            return new EstimateJob(request, display, surroundings.interruption()).run();
        }
    }
}
