package io.entrepot.systemtests;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.process.LaunchScript;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I: a copy by {@code bin/entrepot} is bounded, and stays within what it may take of a small machine. */
class MemoryTest {

    /** Heap, buffers outside it, what RocksDB and zstd take beside, and the program itself. */
    private static final long PEAK_BYTES_MAX = 1536L << 20;

    @Test
    void aCopyPassesItsLimitsAndStaysWithinThem(@TempDir Path directory) {
        // Given
        Workbench bench = Workbench.of(directory, 24);
        LaunchScript script = LaunchScript.in(directory.resolve("home"));

        // When
        Result result;
        long peakBytes;
        List<String> commandLine;
        try (RunningCopy running = script.start(bench.copy("--parallel", "4"))) {
            patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
            commandLine = running.commandLine();
            peakBytes = running.peakBytes();
            result = running.result();
        }

        // Then
        assertThat(result.exit()).as("%s", result).isZero();
        bench.isWhole();
        assertThat(commandLine).as("limits of the Java machine").anyMatch(option -> option.startsWith("-Xmx"))
                .anyMatch(option -> option.startsWith("-XX:MaxDirectMemorySize="));
        assertThat(peakBytes).as("invariant I: the most that it had in memory").isBetween(1L << 20, PEAK_BYTES_MAX);
    }
}
