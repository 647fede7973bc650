package io.entrepot.cli;

import io.entrepot.cli.copy.CopyJob;
import io.entrepot.cli.copy.CopyRequest;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.watch.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entrepot copy}: all parts in one process over an embedded broker. */
@Command(name = "copy", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "entrepot copy [OPTIONS] IMAGES... DIR",
        description = {"Copies disk images into a directory: each block is sent once, each image written in one pass and verified.",
            "Interrupted or killed, it goes on where it stopped when the same command is run again."})
final class CopyCommand implements Callable<Integer> {

    /** Nothing else that is common listens there. */
    private static final int HTTP_PORT_DEFAULT = 8_090;

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "IMAGES... DIR", hideParamSyntax = true,
            description = "Files, or directories of files; last the directory that receives them, made if it is missing.")
    private List<Path> paths;

    @Option(names = "--root", paramLabel = "DIR",
            description = "Images keep their paths below this directory (default: a file keeps its name, what lies in a directory "
                    + "its path below that).")
    private Path root;

    @Option(names = "--overwrite", description = "Replace what is there, each file atomically once the new one is whole.")
    private boolean overwrite;

    @Mixin
    private KeepOption keep = new KeepOption();

    @Option(names = "--interim", paramLabel = "DIR",
            description = "Keep broker, index and state here, also after success (default: DIR/.entrepot/interim until all is done).")
    private Path interim;

    @Option(names = "--fleet", paramLabel = "NAME", description = "Name of the fleet, part of the topics' names (default: ${DEFAULT-VALUE}).")
    private String fleet = "default";

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Option(names = "--skip-space-check", description = "Start even though the images' data may not fit.")
    private boolean skipSpaceCheck;

    @Option(names = "--http",
            description = "Serve a page that shows how it goes, and figures, on port " + HTTP_PORT_DEFAULT + ", or where --http-port says.")
    private boolean serve;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    CopyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (paths.size() < 2) {
            throw new UsageException("Name at least one image and the directory to copy to.");
        }
        TopicPart.check("fleet", fleet);
        CopyRequest request = new CopyRequest(paths.subList(0, paths.size() - 1), Optional.ofNullable(root),
                paths.get(paths.size() - 1), Optional.ofNullable(interim), overwrite, keep.generations(), fleet, sending.parallel(),
                sending.threads(), sending.zstdLevels(), sending.chunker(), skipSpaceCheck);
        try (Watch watch = serve || http.isAsked() ? http.watchAnyway(HTTP_PORT_DEFAULT, "copy", Optional.of(fleet), Optional.of(CopyJob.DESTINATION)) : Watch.OFF;
                Display display = surroundings.display(json)) {
            watch.url().ifPresent(url -> display.note("Watch it at " + url));
            return new CopyJob(request, display, surroundings.interruption(), surroundings.tap(), watch).run();
        }
    }
}
