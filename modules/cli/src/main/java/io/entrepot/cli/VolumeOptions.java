package io.entrepot.cli;

import io.entrepot.cli.cluster.DestinationJob.Writing;
import io.entrepot.cli.cluster.VolumeMemory;
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

    @Option(names = "--new-volume", description = "Begin in a directory where nothing of Entrepot's is, though its partitions have been written before: a new"
            + " disk in place of one that is lost. Otherwise that is refused: most often a disk is not mounted.")
    private boolean newVolume;

    @Option(names = "--group", description = {"Share the partitions with the other writers that say --group: for --to DIR on storage that all of them",
        "see. Whoever starts, ends or dies, the rest share what there is."})
    private boolean group;

    @Option(names = "--overwrite", description = "Replace files that Entrepot did not write, or that were changed since, each atomically once"
            + " the new one is whole.")
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
        if (group && !places.isOneDirectory()) {
            throw new UsageException("--group goes with --to DIR: who writes a partition is for the group to say, so its images go to one directory.");
        }
        VolumeMemory memory = VolumeMemory.of(volumes.byRoot().size(), Runtime.getRuntime().maxMemory());
        return new Writing(volumes, memory, newVolume, group, overwrite, keep.generations(), threads, tap);
    }
}
