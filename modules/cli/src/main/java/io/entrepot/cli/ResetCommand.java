package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.replay.Reset;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot reset}: a destination begins anew. */
@Command(name = "reset", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Removes what Kafka holds of a destination: its ordered, receipts and recall topics, the resequencer's changelogs, and the"
            + " positions of both groups. The interim topic stays, and so does every file at the destination: a resequencer that is started then"
            + " passes on all images from the interim topic once more, and a writer receives those it does not have.",
            "Refuses while the destination's resequencer runs, and, without --force, while images are unfinished."})
final class ResetCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--destination", required = true, paramLabel = "NAME", description = "Name of the destination.")
    private String destination;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    @Option(names = "--force", description = "Do it although images are unfinished.")
    private boolean force;

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    ResetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        TopicPart.check("destination", destination);
        Bulletin bulletin = surroundings.bulletin(json);
        try (SchemaRegistry registry = cluster.registry();
                Reset reset = new Reset(cluster.fleet(), destination, cluster.kafka(), registry)) {
            Reset.Plan plan = reset.plan();
            plan.unfinished().forEach(image -> bulletin.image("unfinished", image, "is unfinished", Map.of()));
            boolean refused = !plan.active().isEmpty() || !force && !plan.unfinished().isEmpty();
            if (!dryRun && !refused) {
                reset.carryOut(plan);
            }
            String verb = dryRun || refused ? "Would remove " : "Removed ";
            plan.groups().forEach(group -> bulletin.say("group", verb + "the positions of " + group, Map.of("group", group)));
            plan.topics().forEach(topic -> bulletin.say("topic", verb + topic, Map.of("topic", topic)));
            refuse(plan, refused);
            bulletin.say("summary", dryRun ? "Files at the destination would stay as they are."
                    : "Files at the destination stay as they are, partial ones too: a writer goes on from its own records.",
                    Map.of("destination", destination, "dryRun", dryRun, "removed", !dryRun));
        }
        return ExitCode.DONE;
    }

    private void refuse(Reset.Plan plan, boolean refused) {
        if (!plan.active().isEmpty()) {
            throw new RefusedException("Destination " + destination + " is in use by " + String.join(", ", plan.active())
                    + ": end it, and wait until Kafka takes it for gone, some 45 s after a resequencer has ended or anything was killed. Nothing"
                    + " was removed.");
        }
        if (refused && !dryRun) {
            throw new RefusedException("Destination " + destination + " has " + plan.unfinished().size()
                    + " unfinished images, which would be received from their start: let them finish, or do it with --force. Nothing was"
                    + " removed.");
        }
    }
}
