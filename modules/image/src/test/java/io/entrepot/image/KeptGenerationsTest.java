package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a file can have two names, and where it cannot. */
class KeptGenerationsTest {

    private static final String FIRST = "0b3c5a0e-1111-4222-8333-444455556666";
    private static final String SECOND = "0b3c5a0e-1111-4222-8333-444455557777";

    @TempDir
    private Path root;

    @Test
    void withoutSecondNamesTheFilesChangeTheirs() throws IOException {
        // Given
        Files.writeString(root.resolve("disk"), "first");
        Files.writeString(root.resolve(".disk.new"), "second");
        Files.writeString(root.resolve(".disk.newer"), "third");
        try (Directory directory = Directory.open(root)) {
            KeptGenerations kept = new KeptGenerations(directory, new ImageName("disk"));

            // When
            kept.keepByExchange(".disk.new", FIRST);
            kept.keepByExchange(".disk.newer", SECOND);

            // Then
            assertThat(root.resolve("disk")).hasContent("third");
            assertThat(root.resolve(kept.find(FIRST).orElseThrow())).hasContent("first");
            assertThat(root.resolve(kept.find(SECOND).orElseThrow())).hasContent("second");
            assertThat(directory.list()).doesNotContain(".disk.new", ".disk.newer");

            // When
            kept.prune(1);

            // Then
            assertThat(kept.find(FIRST)).isEmpty();
            assertThat(kept.find(SECOND)).isPresent();
        }
    }

    @Test
    void withThemTheOldOneKeepsItsNameUntilTheNewOneTakesIt() throws IOException {
        Files.writeString(root.resolve("disk"), "first");
        try (Directory directory = Directory.open(root)) {
            KeptGenerations kept = new KeptGenerations(directory, new ImageName("disk"));
            assertThat(kept.keep(FIRST)).isTrue();
            assertThat(kept.keep(FIRST)).as("once").isTrue();
            assertThat(root.resolve("disk")).hasContent("first");
            assertThat(root.resolve(kept.find(FIRST).orElseThrow())).hasContent("first");
        }
    }
}
