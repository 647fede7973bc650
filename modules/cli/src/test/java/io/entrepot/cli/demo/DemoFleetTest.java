package io.entrepot.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.plan.NamedPath;
import io.entrepot.cli.plan.SourceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFleetTest {

    private static final int PAGE_BYTES = 4096;

    @TempDir
    Path temp;

    @Test
    void theSameBytesComeEveryTime() throws IOException {
        // Given
        DemoFleet.make(temp.resolve("one"), 4);

        // When
        DemoFleet.make(temp.resolve("other"), 4);

        // Then
        for (String name : DemoFleet.IMAGES) {
            assertThat(Files.mismatch(temp.resolve("one").resolve(name), temp.resolve("other").resolve(name))).as(name).isEqualTo(-1);
        }
    }

    @Test
    void imagesHaveHolesAndShareMostOfWhatTheyHold() throws IOException {
        // Given
        DemoFleet.make(temp, 8);
        Set<Integer> golden = pages(DemoFleet.IMAGES.get(0));

        for (String name : DemoFleet.IMAGES) {
            // When
            Set<Integer> pages = pages(name);
            long shared = pages.stream().filter(golden::contains).count();

            // Then
            SourceFacts facts = SourceFacts.of(new NamedPath(name, temp.resolve(name)));
            assertThat(facts.dataBytes()).as(name).isLessThan(facts.sizeBytes() * 8 / 10);
            assertThat((double) shared / pages.size()).as("shared pages of " + name).isGreaterThan(0.7);
            assertThat(pages.equals(golden)).as("same pages as the golden image: " + name)
                    .isEqualTo(name.equals(DemoFleet.IMAGES.get(0)));
        }
    }

    private Set<Integer> pages(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(temp.resolve(name));
        Set<Integer> pages = new HashSet<>();
        for (int at = 0; at < bytes.length; at += PAGE_BYTES) {
            pages.add(Arrays.hashCode(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PAGE_BYTES))));
        }
        return pages;
    }
}
