package io.entrepot.cli;

import io.entrepot.cli.process.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code entrepot completion}. */
@Command(name = "completion", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Prints a script with which bash, and zsh, complete commands and options.",
            "For this shell: source <(entrepot completion). For every one: into /etc/bash_completion.d/entrepot."})
final class CompletionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(AutoComplete.bash(spec.root().name(), Main.line(surroundings, Map.of())));
        return ExitCode.DONE;
    }
}
