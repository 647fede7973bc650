package io.entrepot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code entrepot topics}: a fleet's topics, from its beginning to its end. */
@Command(name = "topics", mixinStandardHelpOptions = true, description = "Makes, shows, trims or deletes the topics of a fleet.")
final class TopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new TopicsCommand())
                .addSubcommand(new TopicsCreateCommand(surroundings))
                .addSubcommand(new TopicsDescribeCommand(surroundings))
                .addSubcommand(new TopicsTrimCommand(surroundings))
                .addSubcommand(new TopicsDeleteCommand(surroundings));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: "
                + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
