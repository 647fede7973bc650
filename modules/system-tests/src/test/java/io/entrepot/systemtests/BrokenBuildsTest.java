package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The builds of {@code bin/broken}, which take too long to be tried each time. */
class BrokenBuildsTest {

    private static final Path PROJECT = Path.of("../..");
    private static final Path PATCHES = Path.of("src/test/broken");

    @Test
    void everyPatchFitsTheSources() throws IOException {
        // When
        Map<String, String> unfit = new TreeMap<>();
        List<Path> patches;
        try (Stream<Path> files = Files.list(PATCHES)) {
            patches = files.toList();
        }
        for (Path patch : patches) {
            Program.Outcome tried = Program.run(List.of("patch", "--dry-run", "--force", "--strip=1", "--directory=" + PROJECT,
                    "--input=" + patch.toAbsolutePath()));
            if (tried.exit() != 0) {
                unfit.put(patch.getFileName().toString(), tried.output());
            }
        }

        // Then
        assertThat(patches).isNotEmpty();
        assertThat(unfit).as("patches in " + PATCHES + " that do not fit the sources any more, and what patch says").isEmpty();
    }
}
