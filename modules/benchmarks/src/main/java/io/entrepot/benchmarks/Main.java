package io.entrepot.benchmarks;

import io.entrepot.benchmarks.contiguity.ContiguityCommand;
import io.entrepot.benchmarks.link.LinkCommand;
import io.entrepot.benchmarks.micro.JmhCommand;
import io.entrepot.benchmarks.peers.PeersCommand;
import io.entrepot.benchmarks.profile.ProfileCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, subcommands = {PeersCommand.class, LinkCommand.class, ProfileCommand.class, JmhCommand.class,
            ContiguityCommand.class},
        description = "Measures Entrepot, and what else does its job.")
public final class Main {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {
    }

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench: " + (e instanceof BenchException ? e.getMessage() : e.toString()));
            return e instanceof BenchException bench && bench.isUsage() ? USAGE : FAILED;
        });
        System.exit(line.execute(arguments));
    }
}
