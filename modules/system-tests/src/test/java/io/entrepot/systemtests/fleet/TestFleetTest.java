package io.entrepot.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.process.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFleetTest {

    @Test
    void theSameSeedGivesTheSameBytes(@TempDir Path dir) throws IOException {
        // When
        TestFleet one = TestFleet.make(dir.resolve("one"), 1, 1, 7);
        TestFleet same = TestFleet.make(dir.resolve("same"), 1, 1, 7);
        TestFleet other = TestFleet.make(dir.resolve("other"), 1, 1, 8);

        // Then
        for (String name : one.names()) {
            assertThat(Files.mismatch(one.path(name), same.path(name))).as(name).isEqualTo(-1);
        }
        assertThat(Files.mismatch(one.path(TestFleet.GOLDEN), other.path(TestFleet.GOLDEN))).isNotEqualTo(-1);
    }

    @Test
    void theImagesAreRelatedAndSparse(@TempDir Path dir) throws IOException {
        // When
        TestFleet fleet = TestFleet.make(dir, 2);

        // Then
        Set<ByteBuffer> golden = pages(fleet.path(TestFleet.GOLDEN));
        assertThat(shared(golden, fleet.path(TestFleet.CLONE))).isBetween(0.6, 0.99);
        assertThat(shared(golden, fleet.path(TestFleet.SHIFTED))).isBetween(0.6, 0.99);
        assertThat(shared(golden, fleet.path(TestFleet.STRANGER))).isLessThan(0.1);
        assertThat(Files.size(fleet.path(TestFleet.EMPTY))).isZero();
        assertThat(Files.size(fleet.path(TestFleet.SHIFTED)) % Pages.BYTES).isEqualTo(777);
        assertThat(allocatedBytes(fleet.path(TestFleet.ZEROS))).isZero();
        assertThat(allocatedBytes(fleet.path(TestFleet.REPEATED))).isLessThan(Files.size(fleet.path(TestFleet.REPEATED)));
    }

    private static double shared(Set<ByteBuffer> golden, Path image) throws IOException {
        Set<ByteBuffer> pages = pages(image);
        long known = pages.stream().filter(golden::contains).count();
        return (double) known / pages.size();
    }

    private static Set<ByteBuffer> pages(Path image) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        Set<ByteBuffer> pages = new HashSet<>();
        for (int at = 0; at + Pages.BYTES <= bytes.length; at += Pages.BYTES) {
            pages.add(ByteBuffer.wrap(bytes, at, Pages.BYTES));
        }
        return pages;
    }

    private static long allocatedBytes(Path image) {
        return Long.parseLong(Program.stat(image, "%b")) * 512;
    }
}
