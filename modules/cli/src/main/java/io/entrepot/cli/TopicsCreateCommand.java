package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.Replication;
import io.entrepot.wire.TopicAdmin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot topics create}. */
@Command(name = "create", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Makes the topics of a fleet where they are missing, and checks them where they are there.",
            "A destination's own are made as the fleet's are when its parts are started, or here."})
final class TopicsCreateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--partitions", paramLabel = "N",
            description = {"Partitions, fixed for as long as the fleet exists (default: ${DEFAULT-VALUE}). Each can be written to a volume",
                "of its own; what images have in common is found within a partition."})
    private int partitions = 1;

    @Option(names = "--replication-factor", paramLabel = "N", description = "Brokers that have a copy (default: ${DEFAULT-VALUE}).")
    private short replicationFactor = 3;

    @Option(names = "--min-insync-replicas", paramLabel = "N",
            description = "Of these, how many must have a record before it counts as written (default: all but one).")
    private Integer inSync;

    @Option(names = "--destination", paramLabel = "NAME", split = ",", description = "Make a destination's topics too; may be repeated.")
    private List<String> destinations = List.of();

    TopicsCreateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        FleetTopics fleet = cluster.fleet();
        Replication replication = replication();
        if (partitions < 1) {
            throw new UsageException("--partitions is at least 1, not " + partitions + ".");
        }
        destinations.forEach(destination -> TopicPart.check("destination", destination));
        try (TopicAdmin admin = new TopicAdmin(cluster.kafka())) {
            admin.ensureFleet(fleet, partitions, replication);
            destinations.forEach(destination -> admin.ensureDestination(fleet, destination));
            TopicsText.lines(admin.describe(fleet)).forEach(surroundings.out()::println);
        }
        return ExitCode.DONE;
    }

    private Replication replication() {
        try {
            Replication replication = inSync == null ? Replication.of(replicationFactor) : new Replication(replicationFactor, inSync);
            if (!replication.isSafe()) {
                throw new UsageException("With a replication factor of " + replicationFactor + ", --min-insync-replicas is at least 2:"
                        + " with less, a record that was acknowledged could be lost with one broker, and no part would start.");
            }
            return replication;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
