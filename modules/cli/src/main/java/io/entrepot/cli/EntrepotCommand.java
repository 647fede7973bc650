package io.entrepot.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code entrepot} without a command. */
@Command(name = "entrepot", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Moves fleets of virtual machine disk images through Apache Kafka: each block once, each image in one pass.",
        footer = {"", "Every option can come from the environment: --zstd-level from ENTREPOT_ZSTD_LEVEL.",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 some images failed, 130 interrupted."})
final class EntrepotCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: "
                + String.join(", ", spec.subcommands().keySet()) + ".");
    }

}
