package io.entrepot.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of this run's own, removed at its end, also when it is interrupted. */
public final class Scratch implements AutoCloseable {

    private final Path directory;
    private final Thread hook;

    private Scratch(Path directory) {
        this.directory = directory;
        // What was started would go on writing there.
        this.hook = new Thread(() -> {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            remove(directory);
        }, "scratch");
    }

    /** Makes one below a directory, which is made if it is missing. */
    public static Scratch below(Path parent) {
        try {
            Scratch scratch = new Scratch(Files.createTempDirectory(Files.createDirectories(parent.toAbsolutePath()), "entrepot-bench-"));
            Runtime.getRuntime().addShutdownHook(scratch.hook);
            return scratch;
        } catch (IOException e) {
            throw BenchException.failed("There is no room to work in below " + parent + ": " + e + ".");
        }
    }

    public Path directory() {
        return directory;
    }

    /** An empty directory of that name; what was there is removed. */
    public Path empty(String name) {
        try {
            Path empty = directory.resolve(name);
            remove(empty);
            return Files.createDirectories(empty);
        } catch (IOException e) {
            throw BenchException.failed("There is no room to work in: " + e + ".");
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        remove(directory);
    }

    private static void remove(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("bench: " + tree + " could not be removed: " + e);
        }
    }
}
