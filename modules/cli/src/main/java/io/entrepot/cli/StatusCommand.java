package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.status.StatusJob;
import io.entrepot.cli.status.StatusView;
import io.entrepot.monitor.FleetMonitor;
import io.entrepot.monitor.MonitorSettings;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot status}: how far a fleet is, and what is the matter with it. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Shows how far the images of a fleet are, whose turn it is, what waits, how far each part is behind, and what is"
            + " wrong. Reads Kafka and the schema registry only, so it runs anywhere; writes nothing.",
            "Exit code 0, whatever it finds; 130 with --watch."})
final class StatusCommand implements Callable<Integer> {

    private static final Duration WATCH_EVERY = Duration.ofSeconds(2);
    private static final long MEGABYTE = 1L << 20;
    private static final long MEGABYTES_MAX = Long.MAX_VALUE / MEGABYTE;

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--destination", paramLabel = "NAME", description = "The only destination to show (default: all of the fleet's).")
    private String destination;

    @Option(names = "--watch", description = "Look again every 2 s, until interrupted: in place on a terminal, else one below the other.")
    private boolean watch;

    @Option(names = "--json", description = "Report in JSON, an object on each line: fleet, partition, image, trouble.")
    private boolean json;

    @Option(names = "--journal-megabytes", paramLabel = "N",
            description = "How much of the journal's end to read at first (default: ${DEFAULT-VALUE}). Less is quicker; images that were"
                    + " sent before that and wait for their turn are not shown.")
    private long journalMegabytes = MonitorSettings.JOURNAL_BYTES_DEFAULT / MEGABYTE;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        KafkaSettings kafka = cluster.kafka();
        MonitorSettings settings = settings();
        try (SchemaRegistry registry = cluster.registry();
                FleetMonitor monitor = new FleetMonitor(settings, kafka, registry, System::currentTimeMillis)) {
            StatusView view = surroundings.statusView(json, watch);
            return new StatusJob(monitor::look, view, watch ? WATCH_EVERY : Duration.ZERO).run(surroundings.interruption());
        }
    }

    private MonitorSettings settings() {
        if (journalMegabytes < 1 || journalMegabytes > MEGABYTES_MAX) {
            throw new UsageException("--journal-megabytes cannot be " + journalMegabytes + ".");
        }
        try {
            return new MonitorSettings(cluster.fleet().fleet(), Optional.ofNullable(destination), journalMegabytes * MEGABYTE);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
