package io.entrepot.cli;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import io.entrepot.block.ZstdCodec;
import io.entrepot.block.ZstdLevels;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.source.AgentSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How images are read and sent; the same for a copy and for an estimate of one. */
final class SendingOptions {

    private static final String AUTO = "auto";

    @Option(names = "--parallel", paramLabel = "N", description = "Images that are read at once (default: ${DEFAULT-VALUE}).")
    private int parallel = AgentSettings.PARALLEL_DEFAULT;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that hash and compress (default: all cores, up to " + AgentSettings.THREADS_MAX + ").")
    private int threads = AgentSettings.threadsDefault();

    @Option(names = "--zstd-level", paramLabel = "N",
            description = "From " + ZstdCodec.LEVEL_MIN + ", fast, to " + ZstdCodec.LEVEL_MAX + ", small; " + AUTO + " is "
                    + ZstdCodec.LEVEL_MIN + " while the link waits for the cores, and " + ZstdCodec.LEVEL_DEFAULT
                    + " while they wait for it (default: ${DEFAULT-VALUE}).")
    private String zstdLevel = AUTO;

    @Option(names = "--chunker", paramLabel = "NAME",
            description = "How images are cut into blocks: ${COMPLETION-CANDIDATES} (default: each as it was cut when it"
                    + " was sent last; the first of these for one that was never sent).",
            completionCandidates = Names.class)
    private String chunker;

    /** The names of all chunkers. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }

        private static List<String> all() {
            return Chunkers.all().stream().map(Chunker::name).toList();
        }
    }

    int parallel() {
        return within("--parallel", parallel, 1, AgentSettings.PARALLEL_MAX);
    }

    int threads() {
        return within("--threads", threads, 1, AgentSettings.THREADS_MAX);
    }

    ZstdLevels zstdLevels() {
        if (zstdLevel.equals(AUTO)) {
            return ZstdLevels.AUTO;
        }
        try {
            return ZstdLevels.fixed(Integer.parseInt(zstdLevel));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--zstd-level is from " + ZstdCodec.LEVEL_MIN + " to " + ZstdCodec.LEVEL_MAX + ", or " + AUTO
                    + ", not " + zstdLevel + ".");
        }
    }

    /** Empty when none was named. */
    Optional<Chunker> chunker() {
        return Optional.ofNullable(chunker).map(SendingOptions::named);
    }

    private static Chunker named(String name) {
        return Chunkers.all().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new UsageException("There is no chunker called " + name + "; there are "
                        + Names.all().stream().collect(Collectors.joining(", ")) + "."));
    }

    private static int within(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new UsageException(option + " is from " + min + " to " + max + ", not " + value + ".");
        }
        return value;
    }
}
