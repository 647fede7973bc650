package io.entrepot.cli;

import io.entrepot.cli.cluster.Volumes;
import io.entrepot.cli.plan.UsageException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which directories a destination's images lie in. */
final class PlaceOptions {

    @Option(names = "--volume", paramLabel = "PARTITION=DIR", split = "\\R", hideParamSyntax = true,
            description = {"A partition's images go to this directory; repeated for each partition that is written here, several to the same",
                "directory if need be."})
    private List<String> volumes = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "All partitions' images go to this directory.")
    private Path to;

    /** Whether all partitions' images lie in one. */
    boolean isOneDirectory() {
        return to != null;
    }

    /**
     * The directories.
     *
     * @param what images do there, for the message when none is named
     * @throws UsageException when it is not said which, or in two ways
     */
    Volumes volumes(String what) {
        if ((to == null) == volumes.isEmpty()) {
            throw new UsageException("Say where the images " + what + ": --to DIR, or --volume PARTITION=DIR for each partition.");
        }
        return to == null ? Volumes.parse(volumes) : Volumes.all(to);
    }
}
