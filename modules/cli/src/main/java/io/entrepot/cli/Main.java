package io.entrepot.cli;

import io.entrepot.cli.cluster.Sentences;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.CompilerDirectives;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.WriterListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The process: from arguments to an exit code. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        CompilerDirectives.heedInBackground();
        System.exit(run(arguments, WriterListener.NONE));
    }

    /**
     * Does what the arguments say, without ending the process.
     *
     * @param tap hears what a writer does, beside the command itself
     */
    public static int run(String[] arguments, WriterListener tap) {
        // Not System.out: its encoding is the locale's, and names are UTF-8.
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        try (Interruption interruption = Interruption.installed()) {
            return run(arguments, new Surroundings(out, err, interruption, tap));
        } finally {
            out.flush();
            err.flush();
        }
    }

    static int run(String[] arguments, Surroundings surroundings) {
        Set<String> needed = Commands.neededFor(arguments.length == 0 ? "" : arguments[0]);
        return line(needed, surroundings, System.getenv()).execute(arguments);
    }

    /** The command with all its subcommands, options taken from this environment where they are not given. */
    static CommandLine line(Surroundings surroundings, Map<String, String> environment) {
        return line(Commands.names(), surroundings, environment);
    }

    private static CommandLine line(Set<String> commands, Surroundings surroundings, Map<String, String> environment) {
        CommandLine line = new CommandLine(new EntrepotCommand());
        commands.forEach(name -> line.addSubcommand(name, Commands.make(name, surroundings)));
        line.setOut(new PrintWriter(surroundings.out(), true));
        line.setErr(new PrintWriter(surroundings.err(), true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setDefaultValueProvider(new EnvironmentDefaults(environment));
        line.setParameterExceptionHandler((e, given) -> {
            surroundings.err().println("entrepot: " + UsageWords.of(e));
            surroundings.err().println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof UsageException) {
                surroundings.err().println("entrepot: " + e.getMessage());
                return ExitCode.USAGE;
            }
            surroundings.err().println("entrepot: " + Sentences.of(e));
            return ExitCode.FAILED;
        });
        return line;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
