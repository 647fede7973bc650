package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.replay.ReplayJob;
import io.entrepot.cli.replay.ScanNews;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.replay.From;
import io.entrepot.replay.Replay;
import io.entrepot.replay.ReplaySettings;
import io.entrepot.wire.ImageGlob;
import io.entrepot.wire.PreparedRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What retry and replay are told both. */
final class ReplayOptions {

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--destination", required = true, paramLabel = "NAME", description = "Name of the destination.")
    private String destination;

    @Option(names = "--image", paramLabel = "GLOB", description = "Only images whose names match, as web/* or **.raw.")
    private String image;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--all-or-none", description = "Do nothing when one of the images cannot be rebuilt (exit code 1).")
    private boolean allOrNone;

    @Option(names = "--scratch", paramLabel = "DIR",
            description = "Where to keep what is read of the interim topic until the end: some 60 bytes for each MiB (default: ${DEFAULT-VALUE}).")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--json", description = "Report in JSON, an object on each line: image, summary.")
    private boolean json;

    int run(Surroundings surroundings, From from, ReplayJob.Wanted wanted) {
        TopicPart.check("destination", destination);
        ReplaySettings settings = new ReplaySettings(cluster.fleet(), destination, names(), from, allOrNone, dryRun, scratch);
        try (SchemaRegistry registry = cluster.registry()) {
            SchemaRegistry prepared = PreparedRegistry.of(registry, cluster.fleet(), Optional.of(destination));
            Bulletin bulletin = surroundings.bulletin(json);
            Replay replay = new Replay(settings, cluster.kafka(), prepared, new ScanNews(bulletin, System::nanoTime));
            return new ReplayJob(settings, replay, bulletin).run(image == null ? wanted.ofAll() : wanted, surroundings.interruption());
        }
    }

    private Predicate<String> names() {
        try {
            return ImageGlob.of(image == null ? ImageGlob.ALL : image)::matches;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
