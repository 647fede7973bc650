package io.entrepot.cli;

import io.entrepot.cli.cluster.DestinationJob.Writing;
import io.entrepot.cli.cluster.Volumes;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.destination.WriterListener;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a destination's images are written. */
final class VolumeOptions {

    private static final int THREADS_MAX = 256;

    @Mixin
    private PlaceOptions places;

    @Option(names = "--overwrite", description = "Replace files that Entrepot did not write, each atomically once the new one is whole.")
    private boolean overwrite;

    @Mixin
    private KeepOption keep;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that unpack and verify, for each directory (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    Writing writing(WriterListener tap) {
        Volumes volumes = places.volumes("go");
        if (threads < 1 || threads > THREADS_MAX) {
            throw new UsageException("--threads is from 1 to " + THREADS_MAX + ", not " + threads + ".");
        }
        return new Writing(volumes, overwrite, keep.generations(), threads, tap);
    }
}
