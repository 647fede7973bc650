package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The builds of {@code bin/broken}, which take too long to be tried each time. */
class BrokenBuildsTest {

    private static final Path PROJECT = Path.of("../..");
    private static final Path PATCHES = Path.of("src/test/broken");
    /** Modules, and tests as Maven is told, by which {@code bin/broken} goes. */
    private static final Pattern CAUGHT_BY = Pattern.compile("(?m)^Caught by: (\\S+) (\\S+)$");

    @Test
    void everyPatchFitsTheSources() throws IOException {
        // When
        Map<String, String> unfit = new TreeMap<>();
        List<Path> patches = patches();
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

    @Test
    void everyTestThatIsToCatchOneIsThere() throws IOException {
        for (Path patch : patches()) {
            Matcher caughtBy = CAUGHT_BY.matcher(Files.readString(patch));
            assertThat(caughtBy.find()).as("who catches it, in %s", patch).isTrue();
            List<Path> sources = sources(caughtBy.group(1).split(","));
            for (String test : caughtBy.group(2).split(",")) {
                String[] parts = test.split("#");
                Path source = sources.stream().filter(file -> file.endsWith(parts[0] + ".java")).findFirst()
                        .orElseThrow(() -> new AssertionError(patch + " names " + parts[0] + ", which is in none of its modules"));
                if (parts.length > 1) {
                    assertThat(Files.readString(source)).as("%s names %s", patch, test).containsPattern("void " + parts[1].replace("*", "\\w*") + "\\(");
                }
            }
        }
    }

    private static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(PATCHES)) {
            return files.toList();
        }
    }

    private static List<Path> sources(String... modules) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : modules) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
