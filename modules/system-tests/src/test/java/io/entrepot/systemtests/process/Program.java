package io.entrepot.systemtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of the operating system, run to its end. */
public final class Program {

    private Program() {
    }

    /**
     * @param exit   its exit status
     * @param output what it said, both streams
     */
    public record Outcome(int exit, String output) {
    }

    /** Runs a program and waits for it. */
    public static Outcome run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    /** Runs a program that has to succeed, and gives what it said. */
    public static String output(String... command) {
        Outcome outcome = run(List.of(command));
        if (outcome.exit() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + outcome.exit() + ": " + outcome.output());
        }
        return outcome.output().strip();
    }

    /** What {@code stat} says of a file, in a format of its own. */
    public static String stat(Path file, String format) {
        return output("stat", "--format=" + format, file.toString());
    }
}
