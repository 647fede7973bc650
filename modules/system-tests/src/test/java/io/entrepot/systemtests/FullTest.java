package io.entrepot.systemtests;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import io.entrepot.systemtests.process.SmallFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that had room when the copy began and has none any more; then it has room again. */
class FullTest {

    private static final int ENOUGH_MIB = 256;

    @TempDir
    private Path directory;

    @Test
    void aDestinationThatFillsUpIsNamedAndARerunFinishes() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 16);
        Path small = Files.createDirectories(bench.destination().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, ENOUGH_MIB)) {

            // When
            Result full;
            try (RunningCopy running = bench.copy().under(fileSystem.inside()).start()) {
                patiently().until(() -> fileSystem.run("find", small.toString(), "-name", "*.partial").contains(".partial")
                        || !running.isAlive());
                fileSystem.fill("ballast");
                full = running.result();
            }

            // Then
            RefusalTest.isOneClearLine(full, "space");
            assertThat(full.said()).contains(small.toString());
            assertThat(full.exit()).as("%s", full).isIn(1, 3);

            // When
            fileSystem.run("rm", small.resolve("ballast").toString());
            Result again = bench.copy().under(fileSystem.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            for (String name : bench.fleet().names()) {
                fileSystem.run("cmp", bench.fleet().path(name).toString(), small.resolve(name).toString());
            }
        }
        bench.auditedWhole();
    }

    @Test
    void aBrokerWhoseDirectoryFillsUpIsNamedAndARerunFinishes() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 16);
        Path small = Files.createDirectories(bench.interim().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, ENOUGH_MIB)) {

            // When
            Result full;
            try (RunningCopy running = bench.copy().under(fileSystem.inside()).start()) {
                patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
                fileSystem.fill("ballast");
                full = running.result();
            }

            // Then
            RefusalTest.isOneClearLine(full, small.toString());
            assertThat(full.exit()).as("%s", full).isIn(1, 3);
            bench.destination().holdsNothingWrong(bench.fleet());

            // When
            fileSystem.run("rm", small.resolve("ballast").toString());
            Result again = bench.copy().under(fileSystem.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            bench.isWhole();
        }
    }
}
