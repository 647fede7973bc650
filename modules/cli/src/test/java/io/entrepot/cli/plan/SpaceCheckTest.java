package io.entrepot.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.plan.SpaceCheck.Room;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceCheckTest {

    private static final long GB = 1_000_000_000;
    private static final Path TO = Path.of("/to");
    private static final Path INTERIM = Path.of("/interim");

    @Test
    void plentyIsSilent() {
        // When, Then
        assertThat(SpaceCheck.check(10 * GB, room(TO, 11, "a"), room(INTERIM, 13, "b"))).isEmpty();
        assertThat(SpaceCheck.check(10 * GB, room(TO, 23, "a"), room(INTERIM, 23, "a"))).isEmpty();
    }

    @Test
    void whatCannotFitIsRefusedNamingThePlace() {
        // When, Then
        assertThatThrownBy(() -> SpaceCheck.check(10 * GB, room(TO, 9, "a"), room(INTERIM, 99, "b")))
                .isInstanceOf(RefusedException.class).hasMessageContaining("/to").hasMessageContaining("10.0 GB").hasMessageContaining("9.00 GB");
        assertThatThrownBy(() -> SpaceCheck.check(16 * GB, room(TO, 99, "a"), room(INTERIM, 1, "b")))
                .isInstanceOf(RefusedException.class).hasMessageContaining("/interim");
        assertThatThrownBy(() -> SpaceCheck.check(10 * GB, room(TO, 10, "a"), room(INTERIM, 10, "a")))
                .as("both on one disk").isInstanceOf(RefusedException.class);
    }

    @Test
    void whatMightNotFitIsAWarning() {
        // When, Then
        assertThat(SpaceCheck.check(10 * GB, room(TO, 99, "a"), room(INTERIM, 5, "b"))).hasValueSatisfying(
                warning -> assertThat(warning).contains("/interim").contains("5.00 GB").contains("estimate"));
        assertThat(SpaceCheck.check(10 * GB, room(TO, 15, "a"), room(INTERIM, 15, "a"))).isPresent();
    }

    @Test
    void aDirectoryThatIsNotThereYetHasTheRoomOfTheOneAbove(@TempDir Path temp) {
        // When
        Room room = Room.of(temp.resolve("not/yet"));

        // Then
        assertThat(room.freeBytes()).isPositive();
        assertThat(room.disk()).isEqualTo(Room.of(temp).disk());
    }

    @Test
    void holesNeedNoRoom(@TempDir Path temp) throws IOException {
        // Given
        Path image = temp.resolve("sparse.raw");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(10 * GB);
            file.seek(GB);
            file.write(new byte[4096]);
        }

        // When
        SourceFacts facts = SourceFacts.of(new NamedPath("sparse.raw", image));

        // Then
        assertThat(facts.sizeBytes()).isEqualTo(10 * GB);
        assertThat(facts.dataBytes()).isBetween(4096L, GB);
    }

    private static Room room(Path directory, long gigabytes, String disk) {
        return new Room(directory, gigabytes * GB, disk);
    }
}
