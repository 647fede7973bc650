package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.text.Amounts;
import io.entrepot.monitor.MonitorException;
import io.entrepot.monitor.TrimTarget;
import io.entrepot.monitor.Trimming;
import io.entrepot.monitor.core.trim.TrimPlan;
import io.entrepot.registry.SchemaRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot topics trim}. */
@Command(name = "trim", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Trims a fleet's interim topic and journal together, and names who loses what by it. Without --before and --older-than it"
            + " trims what all destinations have; such images stay as they are and can no longer be replayed, verified or repaired from the topic."
            + " Nor is it known any more which agent sent them.",
            "Where anything else would be lost it refuses, unless it is forced. Reads the whole interim topic once, payloads included."})
final class TopicsTrimCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--delivered", description = "What every destination has finished, and no unfinished image refers to (the default).")
    private boolean delivered;

    @Option(names = "--before", paramLabel = "P:N", split = ",", description = "Everything of partition P below interim offset N; several"
            + " separated by commas.")
    private List<String> before = List.of();

    @Option(names = "--older-than", paramLabel = "TIME", description = "What was published longer ago than this, as 30d, 12h.")
    private String olderThan;

    @Option(names = "--dry-run", description = "Only say what would be trimmed, and who would lose what.")
    private boolean dryRun;

    @Option(names = "--force", description = "Trim although something is lost.")
    private boolean force;

    TopicsTrimCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        TrimTarget target = target();
        try (SchemaRegistry registry = cluster.registry(); Trimming trimming = new Trimming(cluster.fleet(), cluster.kafka(), registry)) {
            surroundings.interruption().onRequest(trimming::stop);
            try {
                return trim(trimming, target);
            } catch (MonitorException e) {
                if (!trimming.isStopped()) {
                    throw e;
                }
                surroundings.err().println("entrepot: " + e.getMessage());
                return ExitCode.INTERRUPTED;
            }
        }
    }

    private int trim(Trimming trimming, TrimTarget target) {
        TrimPlan plan = trimming.plan(target);
        boolean refused = isRefused(plan, target);
        TrimText.lines(plan, dryRun || refused).forEach(surroundings.out()::println);
        if (!dryRun) {
            refuse(refused);
            carryOut(trimming, plan, target);
        }
        return ExitCode.DONE;
    }

    /** What agents that send meanwhile have come to refer to stays. */
    private void carryOut(Trimming trimming, TrimPlan plan, TrimTarget target) {
        // What a trim has announced that was killed is taken back by one that comes to its end, whether there is anything to trim or not.
        if (plan.cuts().stream().allMatch(TrimPlan.Cut::isEmpty) && !trimming.isAnnounced()) {
            trimming.carryOut(plan);
            return;
        }
        try {
            TrimPlan settled = trimming.settle(plan, target);
            boolean refused = isRefused(settled, target);
            if (!settled.takesAsMuchAs(plan)) {
                surroundings.out().println("Something of that has come to be needed meanwhile. This goes:");
                TrimText.lines(settled, refused).forEach(surroundings.out()::println);
            }
            refuse(refused);
            trimming.carryOut(settled);
        } catch (RuntimeException e) {
            withdraw(trimming, e);
            throw e;
        }
    }

    private void withdraw(Trimming trimming, RuntimeException why) {
        try {
            trimming.withdraw();
        } catch (RuntimeException second) {
            why.addSuppressed(second);
            surroundings.err().println("entrepot: Agents were told what was about to go, and could not be told that it stays: they publish it anew"
                    + " until entrepot topics trim has come to its end. Run it again.");
        }
    }

    private boolean isRefused(TrimPlan plan, TrimTarget target) {
        return !force && (target instanceof TrimTarget.Delivered ? plan.losesUndelivered() : !plan.losses().isEmpty());
    }

    private static void refuse(boolean refused) {
        if (refused) {
            throw new RefusedException("Nothing was trimmed, because of what is lost by it: trim less, or do it with --force.");
        }
    }

    private TrimTarget target() {
        if (Stream.of(delivered, !before.isEmpty(), olderThan != null).filter(Boolean::booleanValue).count() > 1) {
            throw new UsageException("Say up to where to trim in one way: --delivered, --before or --older-than.");
        }
        if (olderThan != null) {
            try {
                return new TrimTarget.OlderThan(System.currentTimeMillis() - Amounts.time("--older-than", olderThan).toMillis());
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        }
        return before.isEmpty() ? new TrimTarget.Delivered() : new TrimTarget.Before(offsets());
    }

    private Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new LinkedHashMap<>();
        for (String text : before) {
            if (!text.strip().matches("\\d{1,6}:\\d{1,18}")) {
                throw new UsageException("--before takes PARTITION:OFFSET, as 0:1500, and not " + text + ".");
            }
            String[] parts = text.strip().split(":");
            if (offsets.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1])) != null) {
                throw new UsageException("--before names partition " + parts[0] + " twice.");
            }
        }
        return offsets;
    }
}
