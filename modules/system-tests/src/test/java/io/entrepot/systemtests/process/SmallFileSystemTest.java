package io.entrepot.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileSystemTest {

    @Test
    void isFullWhenItIsFilledAndGrowsWhenItIsResized(@TempDir Path dir) {
        try (SmallFileSystem small = SmallFileSystem.mount(dir, 1)) {
            // When
            small.fill("ballast");

            // Then
            assertThat(small.freeBytes()).isZero();
            small.resize(3);
            assertThat(small.freeBytes()).isGreaterThan(1 << 20);
            assertThat(small.seen().resolve("ballast")).isNotEmptyFile();
            assertThat(dir).as("the directory outside of the namespace").isEmptyDirectory();
        }
    }
}
