package io.entrepot.benchmarks.link;

import io.entrepot.benchmarks.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program that runs beside the measurement and says in lines how far it is; ended when closed. */
final class Service implements AutoCloseable {

    /** A small part of any time that is measured here. */
    private static final long LOOK_MS = 10;
    /** A broker that ends writes down where it is. */
    private static final long END_S = 30;

    private final Process process;
    private final Path output;
    private final String name;

    private Service(Process process, Path output, String name) {
        this.process = process;
        this.output = output;
        this.name = name;
    }

    /** @param output gets what it prints */
    static Service start(String name, List<String> command, Map<String, String> environment, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Service(builder.start(), output, name);
    }

    /** Waits until so many of its lines are such. */
    void await(int count, Predicate<String> line, Duration limit) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        while (count(line) < count) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) && count(line) < count) {
                throw BenchException.failed(name + " ended too early: " + lastLine() + ".");
            }
            if (System.nanoTime() - startNs > limit.toNanos()) {
                throw BenchException.failed(name + " took longer than " + limit.toMinutes() + " minutes; its last words: " + lastLine() + ".");
            }
        }
    }

    /** Waits for its end, which must be a good one. */
    void awaitDone(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw BenchException.failed(name + " failed: " + lastLine() + ".");
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private long count(Predicate<String> line) throws IOException {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line).count();
        }
    }

    private String lastLine() throws IOException {
        return Files.readAllLines(output, StandardCharsets.ISO_8859_1).stream().filter(each -> !each.isBlank())
                .reduce("nothing was said", (before, each) -> each);
    }
}
