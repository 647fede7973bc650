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

    /** Of which all together come to more than the heap. */
    private static final int IMAGE_MIB = 64;
    /** Both, as the script says both: the collector that it asks for lets no young generation grow. */
    private static final String HEAP = "-Xmx256m";
    private static final List<String> SMALL = List.of("-Xms256m", HEAP);
    /** Heap, buffers outside it, what RocksDB and zstd take beside, and the program itself. */
    private static final long PEAK_BYTES_MAX = 768L << 20;

    @Test
    void aCopyPassesItsLimitsAndStaysWithinThem(@TempDir Path directory) {
        // Given
        Workbench bench = Workbench.of(directory, IMAGE_MIB);
        LaunchScript script = LaunchScript.in(directory.resolve("home"));

        // When
        Result result;
        long peakBytes;
        List<String> commandLine;
        try (RunningCopy running = script.start(bench.copy("--parallel", "4"), SMALL.toArray(String[]::new))) {
            patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
            commandLine = running.commandLine();
            peakBytes = running.peakBytes();
            result = running.result();
        }

        // Then
        assertThat(result.exit()).as("%s", result).isZero();
        bench.isWhole();
        assertThat(commandLine).as("limits of the Java machine").anyMatch(option -> option.startsWith("-Xmx") && !option.equals(HEAP))
                .anyMatch(option -> option.startsWith("-XX:MaxDirectMemorySize="));
        assertThat(peakBytes).as("invariant I: the most that it had in memory").isBetween(1L << 20, PEAK_BYTES_MAX);
    }
}
