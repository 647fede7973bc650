package io.entrepot.benchmarks.process;

import io.entrepot.benchmarks.BenchException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs shell scripts one after the other and says what each cost. Not for use by several threads: CPU time is told apart by time. */
public final class Meter {

    /** Often enough for what is held for a second, and itself some percent of a core at most. */
    private static final long SAMPLE_MS = 100;

    private final Duration limit;

    /** @param limit what runs longer is killed, and counts as failed */
    public Meter(Duration limit) {
        this.limit = limit;
    }

    /**
     * Runs a script with bash; the first of its commands that fails ends it.
     *
     * @param arguments   its {@code "$@"}
     * @param environment over this process's own
     * @param log         gets what it prints, behind what is there
     */
    public Outcome run(String script, List<String> arguments, Path directory, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of("bash", "-euo", "pipefail", "-c", script, "bench"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        long cpuBefore = ChildrenTime.ns();
        long start = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw BenchException.failed("bash cannot be run: " + e.getMessage() + ".");
        }
        ResidentMemory memory = new ResidentMemory();
        try {
            do {
                memory.sample(process.toHandle());
                if (System.nanoTime() - start > limit.toNanos()) {
                    end(process);
                }
            } while (!process.waitFor(SAMPLE_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw BenchException.failed("The measurement was interrupted.");
        }
        long wallNs = System.nanoTime() - start;
        return new Outcome(process.exitValue(), new Cost(wallNs, ChildrenTime.ns() - cpuBefore, memory.peakBytes()));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
