package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.cluster.ControlJob;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.text.Rates;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlSubject;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ImageGlob;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entrepot rate}. */
@Command(name = "rate", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "entrepot rate [OPTIONS] RATE",
        description = {"Changes how much the agents of a fleet send in a second, each for itself.",
            "It counts for those that send and those that are started later; an agent that is started with --rate of its own begins with that."})
final class RateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RATE", description = "As 500Mbit, 60MiB/s, or unlimited.")
    private String rate;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--agent", paramLabel = "NAME", description = "The only agent that is meant (default: each of the fleet's).")
    private String agent;

    RateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        OptionalLong bytesPerSecond = rate();
        ControlKey key = new ControlKey(ControlSubject.RATE, agent == null ? ImageGlob.ALL : agent);
        try (SchemaRegistry registry = cluster.registry()) {
            new ControlJob(cluster.kafka(), cluster.fleet(), registry).give(key, ControlVerb.RATE,
                    bytesPerSecond.isPresent() ? bytesPerSecond.getAsLong() : null);
        }
        surroundings.out().println((agent == null ? "Each agent" : "The agent " + agent) + " of the fleet " + cluster.fleet().fleet() + " sends "
                + (bytesPerSecond.isPresent() ? Rates.text(bytesPerSecond.getAsLong()) + " at most." : "as much as it can."));
        return ExitCode.DONE;
    }

    private OptionalLong rate() {
        try {
            return Rates.parse(rate);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
