package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot topics delete}. */
@Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Deletes every topic of a fleet, its destinations' and changelogs included. Files at destinations stay.")
final class TopicsDeleteCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--force", description = "Do it; without, it is only said what would be deleted (exit code 1).")
    private boolean force;

    TopicsDeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        FleetTopics fleet = cluster.fleet();
        try (TopicAdmin admin = new TopicAdmin(cluster.kafka())) {
            SortedSet<String> topics = admin.names(fleet);
            if (topics.isEmpty()) {
                throw new RefusedException("There is no fleet " + fleet.fleet() + ": no topic's name begins with \"" + fleet.prefix() + "\".");
            }
            if (!force) {
                topics.forEach(topic -> surroundings.out().println("Would delete " + topic));
                throw new RefusedException("The interim topic is the only copy of what is not yet at its destination: stop all parts of the"
                        + " fleet " + fleet.fleet() + ", and delete it with --force.");
            }
            admin.delete(topics);
            topics.forEach(topic -> surroundings.out().println("Deleted " + topic));
        }
        return ExitCode.DONE;
    }
}
