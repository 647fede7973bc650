package io.entrepot.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationCheckTest {

    private static final long TIME_NS = 1_700_000_000_123_456_789L;

    @TempDir
    Path temp;

    private final Map<String, Held> records = new HashMap<>();
    private Path source;
    private Path root;

    @BeforeEach
    void image() throws IOException {
        root = Files.createDirectory(temp.resolve("to"));
        source = stamped(temp.resolve("a.raw"), "image");
    }

    @Test
    void whatIsNotThereIsAbsentOrGone() {
        // Given, When, Then
        assertThat(standing("a.raw", false)).isEqualTo(Standing.ABSENT);
        records.put("a.raw", new Held("g1", 5, TIME_NS, true));
        assertThat(standing("a.raw", false)).isEqualTo(Standing.GONE);
    }

    @Test
    void aDestinationThatDoesNotExistIsEmpty() {
        // Given
        root = temp.resolve("not/yet");

        // When, Then
        assertThat(standing("a.raw", false)).isEqualTo(Standing.ABSENT);
    }

    @Test
    void whatWasWrittenAndHasNotChangedIsDone() throws IOException {
        // Given
        stamped(root.resolve("a.raw"), "copy!");
        records.put("a.raw", new Held("g1", 5, TIME_NS, true));

        // When, Then
        assertThat(standing("a.raw", false)).isEqualTo(Standing.DONE);
        assertThat(standing("a.raw", true)).isEqualTo(Standing.DONE);
    }

    @Test
    void aFileSystemThatKeepsTimesCoarselyMakesNothingForeign() throws IOException {
        // Given
        Path target = stamped(root.resolve("a.raw"), "copy!");
        records.put("a.raw", new Held("g1", 5, TIME_NS, true));

        // When, Then
        Files.setLastModifiedTime(target, FileTime.from(TIME_NS / 1_000_000_000, TimeUnit.SECONDS));
        assertThat(standing("a.raw", false)).isEqualTo(Standing.DONE);
    }

    @Test
    void whatGotItsNameWithoutTheLastWordNeedsNoLeaveToBeFinished() throws IOException {
        // Given
        records.put("a.raw", new Held("g1", 5, TIME_NS, false));

        // When, Then
        assertThat(standing("a.raw", false)).as("not renamed yet").isEqualTo(Standing.ABSENT);
        Path target = stamped(root.resolve("a.raw"), "copy!");
        assertThat(standing("a.raw", false)).as("renamed").isEqualTo(Standing.UNSAID);
        Files.writeString(target, "somebody else's");
        assertThatThrownBy(() -> standing("a.raw", false)).hasMessageContaining("--overwrite");
    }

    @Test
    void whatSomebodyElseWroteOrChangedIsReplacedOnlyWhenAsked() throws IOException {
        // Given
        Path target = stamped(root.resolve("a.raw"), "mine!");

        // When, Then
        assertThatThrownBy(() -> standing("a.raw", false)).isInstanceOf(RefusedException.class)
                .hasMessageContaining(target.toString()).hasMessageContaining("--overwrite");
        assertThat(standing("a.raw", true)).isEqualTo(Standing.FOREIGN);
        records.put("a.raw", new Held("g1", 6, TIME_NS, true));
        assertThat(standing("a.raw", true)).as("another size than was written").isEqualTo(Standing.FOREIGN);
        records.put("a.raw", new Held("g1", 5, TIME_NS + 1, true));
        assertThat(standing("a.raw", true)).as("another time than was written").isEqualTo(Standing.FOREIGN);
    }

    @Test
    void anImageThatHasChangedSinceIsReplacedOnlyWhenAsked() throws IOException {
        // Given
        stamped(root.resolve("a.raw"), "copy!");
        records.put("a.raw", new Held("g1", 5, TIME_NS, true));
        Files.setLastModifiedTime(source, FileTime.from(TIME_NS + 1, TimeUnit.NANOSECONDS));

        // When, Then
        assertThatThrownBy(() -> standing("a.raw", false)).hasMessageContaining("--overwrite");
        assertThat(standing("a.raw", true)).isEqualTo(Standing.OLDER);
    }

    @Test
    void whatAFileCannotReplaceIsRefusedInAnyCase() throws IOException {
        // Given
        Files.createDirectory(root.resolve("a.raw"));
        Files.writeString(root.resolve("b"), "");

        // When, Then
        assertThatThrownBy(() -> standing("a.raw", true)).isInstanceOf(RefusedException.class).hasMessageContaining("in the way");
        assertThatThrownBy(() -> standing("b/c.raw", true)).isInstanceOf(RefusedException.class).hasMessageContaining("in the way");
    }

    @Test
    void anImageIsNotWrittenOverItself() {
        // Given
        root = temp;

        // When, Then
        assertThatThrownBy(() -> standing("a.raw", true)).isInstanceOf(RefusedException.class).hasMessageContaining("itself");
    }

    @Test
    void aFileOrDeviceIsNoDestination() throws IOException {
        // Given, When, Then
        root = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> standing("a.raw", true)).hasMessageContaining("is a file");
        root = Path.of("/dev/null");
        assertThatThrownBy(() -> standing("a.raw", true)).hasMessageContaining("no directory");
    }

    private Standing standing(String name, boolean overwrite) {
        NamedPath image = new NamedPath(name, source);
        try {
            SourceFacts facts = SourceFacts.of(image);
            return new DestinationCheck(root, key -> Optional.ofNullable(records.get(key)).stream().toList()).check(List.of(facts), overwrite).get(image);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path stamped(Path file, String content) throws IOException {
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(TIME_NS, TimeUnit.NANOSECONDS));
    }
}
