package io.entrepot.systemtests.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** An {@code entrepot} that runs. */
public final class RunningCopy implements AutoCloseable {

    /** Far above what any of these small copies needs on a busy machine; who reaches it hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final long startedNs = System.nanoTime();
    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    RunningCopy(Process process) {
        this.process = process;
        this.readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
    }

    /**
     * How it ended.
     *
     * @param exit   its exit status; 128 + n when signal n ended it
     * @param out    its standard output by lines
     * @param err    its standard error by lines
     * @param wallMs from start to end
     */
    public record Result(int exit, List<String> out, List<String> err, long wallMs) {

        /** Everything it said. */
        public String said() {
            return String.join("\n", out) + "\n" + String.join("\n", err);
        }

        @Override
        public String toString() {
            return "exit " + exit + " after " + wallMs + " ms, saying:\n" + said();
        }
    }

    /** Waits for its end. */
    public Result result() {
        if (!endsWithin(PATIENCE)) {
            String threads = Program.run(List.of("jstack", Long.toString(java().pid()))).output();
            killNow();
            endsWithin(PATIENCE);
            throw new IllegalStateException("entrepot does not end:\n" + ended() + "\n" + threads);
        }
        return ended();
    }

    private Result ended() {
        for (Thread reader : readers) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while entrepot's output was read", e);
            }
        }
        return new Result(process.exitValue(), List.copyOf(out), List.copyOf(err),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs));
    }

    /** Whether it ends in this time. */
    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for entrepot", e);
        }
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has said a line like this, on either stream, and gives the first; fails when it ends before. */
    public String awaitLine(Predicate<String> line) {
        patiently().until(() -> said(line) || !process.isAlive());
        return Stream.concat(out.stream(), err.stream()).filter(line).findFirst().orElseThrow(() ->
                new IllegalStateException("entrepot ended before it said what was waited for: " + ended()));
    }

    /** Awaitility with this class's patience. */
    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    private boolean said(Predicate<String> line) {
        return out.stream().anyMatch(line) || err.stream().anyMatch(line);
    }

    /**
     * Watches it until it ends.
     *
     * @return the most bytes that the Java machine had in memory, as the kernel last said of it
     */
    public long peakBytes() {
        AtomicLong peak = new AtomicLong();
        patiently().until(() -> {
            java().info().command().filter(command -> command.endsWith("java"))
                    .ifPresent(java -> peak.accumulateAndGet(highWater(java().pid()), Math::max));
            return !process.isAlive();
        });
        return peak.get();
    }

    /** Options of the Java machine, and all else that it was started with. */
    public List<String> commandLine() {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(java().pid()), "cmdline")).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException("entrepot has ended", e);
        }
    }

    private static long highWater(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    /** {@code kill -9}. */
    public void killNow() {
        java().destroyForcibly();
    }

    /** What Ctrl-C sends. */
    public void interrupt() {
        Program.output("kill", "-INT", Long.toString(java().pid()));
    }

    /** What a service manager sends. */
    public void terminate() {
        Program.output("kill", "-TERM", Long.toString(java().pid()));
    }

    /** The Java machine itself, whatever runs it. */
    private ProcessHandle java() {
        return process.descendants().filter(child -> child.info().command().orElse("").endsWith("java")).findFirst()
                .orElse(process.toHandle());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            killNow();
            process.destroyForcibly();
        }
    }

    private static Thread reader(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                lines.add("(output cut off: " + ended.getMessage() + ")");
            }
        }, "entrepot-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
