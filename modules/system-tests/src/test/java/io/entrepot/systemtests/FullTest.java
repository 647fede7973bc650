package io.entrepot.systemtests;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import io.entrepot.systemtests.process.SmallFileSystem;
import io.entrepot.systemtests.syscalls.Strace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination or a broker's directory that fills up while the copy runs, and a broker's disk that breaks. It says what is the matter and
 * what to do, leaves nothing wrong under a final name, and the same command finishes once it can.
 */
class FullTest {

    private static final int ENOUGH_MIB = 256;
    /** For the first image and a part of the others. */
    private static final int TOO_LITTLE_MIB = 12;

    @TempDir
    private Path directory;

    @Test
    void aDestinationThatFillsUpIsNamedAndARerunFinishes() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 8);
        Path small = Files.createDirectories(bench.destination().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, TOO_LITTLE_MIB)) {
            Destination seen = new Destination(fileSystem.seen());

            // When
            Result full = bench.copy("--skip-space-check").under(fileSystem.inside()).run();

            // Then
            saysTheWayOut(full, small.toString(), "space", "make room");
            assertThat(seen.finalNames()).as("what was whole before it was full").isNotEmpty().hasSizeLessThan(bench.fleet().names().size());
            seen.holdsNothingWrong(bench.fleet());
            seen.recordsAreCovered(bench.fleet());

            // When
            fileSystem.resize(ENOUGH_MIB);
            Result again = bench.copy().under(fileSystem.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            seen.holdsExactly(bench.fleet(), bench.fleet().names());
        }
        bench.auditedWhole();
    }

    @Test
    void aBrokerWhoseDirectoryFillsUpIsNamedAndARerunFinishes() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 8);
        Path small = Files.createDirectories(bench.interim().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, ENOUGH_MIB)) {

            // When
            Result full;
            try (RunningCopy running = bench.copy("--skip-space-check").under(fileSystem.inside()).start()) {
                patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
                fileSystem.fill("lost+found");
                full = running.result();
            }

            // Then
            saysTheWayOut(full, small.toString(), "room");
            bench.destination().holdsNothingWrong(bench.fleet());

            // When
            fileSystem.run("rm", small.resolve("lost+found").toString());
            Result again = bench.copy().under(fileSystem.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            bench.isWhole();
        }
    }

    @Test
    void aBrokerWhoseDiskBreaksIsNamedAndARerunFinishes() {
        // Given
        Workbench bench = Workbench.of(directory, 4);
        // Nine images have more receipts than the broker has threads: some thread comes to its second write before all are there.
        Path log = bench.interim().root().resolve("broker/logs/entrepot.default.local.receipts-0/00000000000000000000.log");
        Strace strace = new Strace(directory.resolve("trace"));

        // When
        Result broken = bench.copy().under(strace.breaking(log, 2)).run();

        // Then
        saysTheWayOut(broken, "broker", bench.interim().root().toString());
        assertThat(bench.destination().finalNames()).as("images that got through before").hasSizeLessThan(bench.fleet().names().size());
        bench.destination().holdsNothingWrong(bench.fleet());

        // When
        bench.copied();

        // Then
        bench.isWhole();
        bench.auditedWhole();
    }

    private static void saysTheWayOut(Result result, String... naming) {
        RefusalTest.isOneClearLine(result, naming);
        assertThat(result.err()).as("%s", result).singleElement().asString().containsIgnoringCase("run ").contains("again", "goes on");
        assertThat(result.exit()).as("%s", result).isEqualTo(1);
    }
}
