package io.entrepot.systemtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of one {@code entrepot}, to be run as a process of its own with the class path of these tests.
 *
 * @param before    a program that runs it, such as {@code strace} with its options; may be empty
 * @param jvm       options of the Java machine
 * @param mainClass the command line's own, or one that wraps it
 * @param arguments what a person would type behind {@code entrepot}
 */
public record CopyProcess(List<String> before, List<String> jvm, String mainClass, List<String> arguments) {

    /** The main class behind {@code bin/entrepot}. */
    public static final String ENTREPOT = "io.entrepot.cli.Main";

    /**
     * Starts quickly rather than runs fast: these fleets are small. The heap is small so that what is unbounded shows.
     */
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            "-Djava.library.path=" + Path.of("..", "cli", "target", "natives").toAbsolutePath().normalize());

    /** Whoever runs the tests in the background has them ignore Ctrl-C, and all that they start; what is started here must not. */
    private static final List<String> HEEDS_SIGNALS = List.of("env", "--default-signal");

    public CopyProcess {
        before = List.copyOf(before);
        jvm = List.copyOf(jvm);
        arguments = List.copyOf(arguments);
    }

    /** {@code entrepot} with these arguments. */
    public static CopyProcess entrepot(String... arguments) {
        return withoutArchive(arguments).jvm(ClassArchive.options().toArray(String[]::new));
    }

    /** The same, which loads its classes one by one. */
    static CopyProcess withoutArchive(String... arguments) {
        return new CopyProcess(List.of(), JVM, ENTREPOT, List.of(arguments));
    }

    /** The same by a Java machine with further options. */
    CopyProcess jvm(String... options) {
        return new CopyProcess(before, Stream.concat(jvm.stream(), Stream.of(options)).toList(), mainClass, arguments);
    }

    /** {@code entrepot copy} of images below a root. */
    public static CopyProcess copy(Path root, List<String> names, Path destination, String... options) {
        List<String> arguments = new ArrayList<>(List.of("copy", "--root", root.toString()));
        arguments.addAll(List.of(options));
        names.forEach(name -> arguments.add(root.resolve(name).toString()));
        arguments.add(destination.toString());
        return entrepot(arguments.toArray(String[]::new));
    }

    /** The same with further options, in front of the images. */
    public CopyProcess with(String... options) {
        List<String> more = new ArrayList<>(arguments);
        more.addAll(1, List.of(options));
        return new CopyProcess(before, jvm, mainClass, more);
    }

    /** The same, run by a program. */
    public CopyProcess under(List<String> program) {
        return new CopyProcess(Stream.concat(program.stream(), before.stream()).toList(), jvm, mainClass, arguments);
    }

    /** The same by another main class, which is told a property. */
    public CopyProcess by(Class<?> main, String property, String value) {
        CopyProcess told = jvm("-D" + property + "=" + value);
        return new CopyProcess(before, told.jvm, main.getName(), arguments);
    }

    /** For Java machines that run the command. */
    static String classPath() {
        return ClassArchive.classPath(surefireClassPath());
    }

    /** Surefire hands its class path on in a property of its own and starts with a jar that only names it. */
    static String surefireClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Starts it. */
    public RunningCopy start() {
        List<String> command = new ArrayList<>(HEEDS_SIGNALS);
        command.addAll(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass);
        command.addAll(arguments);
        try {
            return new RunningCopy(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        }
    }

    /** Runs it to its end. */
    public RunningCopy.Result run() {
        try (RunningCopy running = start()) {
            return running.result();
        }
    }
}
