package io.entrepot.systemtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bin/entrepot} as it is, in a home of its own in which nothing is left to build, with the class path of these tests.
 *
 * @param script the copy that is run
 */
public record LaunchScript(Path script) {

    /** Surefire runs in the module's directory. */
    private static final Path BIN = Path.of("..", "..", "bin");
    private static final List<String> FILES = List.of("entrepot", "tools.sh");

    /** Makes the home, in a directory that is not there yet. */
    public static LaunchScript in(Path home) {
        try {
            Path bin = Files.createDirectories(home.resolve("bin"));
            for (String file : FILES) {
                Files.copy(BIN.resolve(file), bin.resolve(file));
            }
            // The script asks whether what it finds here is newer than this.
            Files.createDirectories(home.resolve("schemas"));
            Files.createDirectories(home.resolve("modules/cli/src/main"));
            Files.createFile(home.resolve("pom.xml"));
            Files.createFile(home.resolve("modules/cli/pom.xml"));
            Files.createDirectories(home.resolve("modules/cli/target/classpath"));
            Files.createFile(home.resolve("modules/cli/target/entrepot.built"));
            return new LaunchScript(bin.resolve("entrepot"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it with the arguments of this command line, and options of the Java machine over the script's own. */
    public RunningCopy start(CopyProcess copy, String... options) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(copy.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Of two class paths Java takes the last.
        builder.environment().put("ENTREPOT_JAVA_OPTIONS", "-cp " + CopyProcess.classPath() + " " + String.join(" ", options));
        try {
            return new RunningCopy(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + script, e);
        }
    }
}
