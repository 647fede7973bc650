package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.text.Amounts;
import io.entrepot.cli.text.Rates;
import io.entrepot.cli.verify.VerifyJob;
import io.entrepot.destination.verify.VerifySettings;
import io.entrepot.destination.verify.core.Sample;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ImageGlob;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot verify}: whether what was written is still what was sent. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Reads back what a destination has finished and holds each block against its digest on the interim topic, beside a running"
            + " writer. Names image, offset and length of each difference, and images that were committed and are not there. Reads the interim topic"
            + " from the earliest of the images on, payloads included, with --sample too.",
            "Exit code 0: all is right, or was mended; 1: there was nothing to verify; 3: something differs, is missing or can no longer be"
                + " verified."})
final class VerifyCommand implements Callable<Integer> {

    private static final int THREADS_MAX = 256;

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--destination", required = true, paramLabel = "NAME", description = "Name of the destination.")
    private String destination;

    @Mixin
    private PlaceOptions places;

    @Option(names = "--image", paramLabel = "GLOB", description = "Only images whose names match, as web/* or **.raw.")
    private String image;

    @Option(names = "--sample", paramLabel = "PERCENT", description = "Look at this share of the blocks only, as 5%%.")
    private String sample;

    @Option(names = "--seed", paramLabel = "N", description = "Which blocks a sample takes: the seed that an earlier run printed takes the"
            + " same again.")
    private Long seed;

    @Option(names = "--rate", paramLabel = "RATE", description = "Read no more than this in a second, as 200MB/s.")
    private String rate;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that read and hash (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--repair", description = {"Mend what is wrong in place, from the interim topic. Takes the directory's lock: no writer may run.",
        "Files that are missing are written again by entrepot replay."})
    private boolean repair;

    @Option(names = "--overwrite", description = {"With --repair, mend files, too, that were changed since they were written, as by a machine that"
            + " was started from them.", "What it wrote is lost."})
    private boolean overwrite;

    @Option(names = "--json", description = "Report in JSON, an object on each line: difference, image, summary.")
    private boolean json;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        TopicPart.check("destination", destination);
        if (threads < 1 || threads > THREADS_MAX) {
            throw new UsageException("--threads is from 1 to " + THREADS_MAX + ", not " + threads + ".");
        }
        VerifySettings settings = settings();
        try (SchemaRegistry registry = cluster.registry()) {
            return new VerifyJob(settings, cluster.kafka(), registry, surroundings.out(), surroundings.err(), json)
                    .run(surroundings.interruption());
        }
    }

    private VerifySettings settings() {
        if (overwrite && !repair) {
            throw new UsageException("--overwrite says what --repair may undo, and that was not asked for.");
        }
        try {
            Predicate<String> names = ImageGlob.of(image == null ? ImageGlob.ALL : image)::matches;
            OptionalLong bytesPerSecond = rate == null ? OptionalLong.empty() : Rates.parse(rate);
            return new VerifySettings(cluster.fleet(), destination, places.volumes("are").byRoot(), names, chosen(), bytesPerSecond, threads, repair,
                    overwrite);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private Sample chosen() {
        if (sample == null) {
            if (seed != null) {
                throw new UsageException("--seed chooses the blocks of a --sample, and none was asked for.");
            }
            return Sample.ALL;
        }
        // Short enough to be typed again.
        long number = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        return new Sample(Amounts.share("--sample", sample), number);
    }
}
