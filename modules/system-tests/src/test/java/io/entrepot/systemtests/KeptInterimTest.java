package io.entrepot.systemtests;

import io.entrepot.systemtests.process.Destination;
import java.nio.file.Path;
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
}
