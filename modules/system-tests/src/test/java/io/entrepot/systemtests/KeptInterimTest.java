package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interim directory that is kept, and a destination that knows nothing of what was committed from it. */
class KeptInterimTest {

    @TempDir
    private Path directory;

    @Test
    void theSameFleetGoesToAnotherDestination() {
        // Given
        Workbench first = Workbench.of(directory, 8);
        first.copied();
        Workbench second = new Workbench(directory, first.fleet(), new Destination(directory.resolve("second")), first.interim());

        // When
        second.copied();

        // Then
        second.isWhole();
        first.isWhole();
    }

    @Test
    void aRecordThatIsDamagedIsNamedAndTheOtherImagesAreCopied() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 4);
        bench.sending(TestFleet.GOLDEN).copied();
        Path records = bench.destination().root().resolve(".entrepot/images");
        Path damaged;
        try (Stream<Path> all = Files.list(records)) {
            damaged = all.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
        }
        Files.writeString(damaged, "{");

        // When
        Result result = bench.sending(TestFleet.TINY).copied();

        // Then
        assertThat(result.said()).contains(damaged.getFileName().toString()).contains("The other images go on.");
        bench.destination().holdsExactly(bench.fleet(), List.of(TestFleet.GOLDEN, TestFleet.TINY));
    }
}
