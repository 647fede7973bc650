package io.entrepot.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    private final Meter meter = new Meter(Duration.ofMinutes(1));

    @Test
    void passesArgumentsAndEnvironmentAndKeepsWhatIsPrinted() throws Exception {
        Path log = directory.resolve("log");

        Outcome outcome = meter.run("echo \"$WORD $2\"; pwd", List.of("a", "b c"), directory, Map.of("WORD", "word"), log);

        assertThat(outcome.isDone()).isTrue();
        assertThat(Files.readAllLines(log)).containsExactly("word b c", directory.toRealPath().toString());
    }

    @Test
    void endsAtTheFirstCommandThatFailsAlsoInAPipe() throws Exception {
        Path log = directory.resolve("log");

        Outcome outcome = meter.run("(exit 7) | cat; echo unreached", List.of(), directory, Map.of(), log);

        assertThat(outcome.exit()).isEqualTo(7);
        assertThat(Files.readString(log)).isEmpty();
    }

    @Test
    void countsTheProcessorTimeOfGrandchildren() {
        // A grandchild that counts for a while, whatever else the machine does.
        Outcome outcome = meter.run("(bash -c 'for ((i = 0; i < 100000; i++)); do :; done'; true)", List.of(), directory, Map.of(),
                directory.resolve("log"));

        assertThat(outcome.cost().cpuNs()).isPositive();
        assertThat(outcome.cost().wallNs()).isPositive();
    }

    @Test
    void seesMemoryThatAProcessHeld() {
        Outcome outcome = meter.run("dd if=/dev/zero of=/dev/null bs=64M count=40; true", List.of(), directory, Map.of(),
                directory.resolve("log"));

        assertThat(outcome.cost().peakBytes()).isGreaterThan(64 * MIB);
    }

    @Test
    void killsWhatTakesTooLong() {
        Outcome outcome = new Meter(Duration.ZERO).run("tail -f /dev/null", List.of(), directory, Map.of(), directory.resolve("log"));

        assertThat(outcome.isDone()).isFalse();
    }

    @Test
    void readsTheKernelsFieldsBehindANameWithBlanks() {
        assertThat(ChildrenTime.ns("7 (a ) b) S 1 2 3 4 5 6 7 8 9 10 11 12 30 12 20")).isEqualTo(420_000_000L);
    }

    @Test
    void readsKibibytesAndTakesWhatIsMissingForNothing() {
        assertThat(ResidentMemory.field(List.of("Name:\tbash", "VmRSS:\t    2048 kB"), "VmRSS:")).isEqualTo(2 * MIB);
        assertThat(ResidentMemory.field(List.of(), "VmRSS:")).isZero();
    }
}
