package io.entrepot.cli;

import io.entrepot.cli.cluster.DestinationJob.Writing;
import io.entrepot.cli.cluster.Volumes;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.destination.WriterListener;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a destination's images are written. */
final class VolumeOptions {

    private static final int THREADS_MAX = 256;

    @Option(names = "--volume", paramLabel = "PARTITION=DIR", split = "\\R",
            description = {"A partition's images go to this directory; repeated for each partition that is written here, several to the same",
                "directory if need be."})
    private List<String> volumes = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "All partitions' images go to this directory.")
    private Path to;

    @Option(names = "--overwrite", description = "Replace files that Entrepot did not write, each atomically once the new one is whole.")
    private boolean overwrite;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that unpack and verify, for each directory (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    Writing writing(WriterListener tap) {
        if ((to == null) == volumes.isEmpty()) {
            throw new UsageException("Say where the images go: --to DIR, or --volume PARTITION=DIR for each partition.");
        }
        if (threads < 1 || threads > THREADS_MAX) {
            throw new UsageException("--threads is from 1 to " + THREADS_MAX + ", not " + threads + ".");
        }
        return new Writing(to == null ? Volumes.parse(volumes) : Volumes.all(to), overwrite, threads, tap);
    }
}
