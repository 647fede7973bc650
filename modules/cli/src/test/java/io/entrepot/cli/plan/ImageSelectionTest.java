package io.entrepot.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSelectionTest {

    @TempDir
    Path temp;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void aFileIsCalledByItsNameAndADirectorysByTheirPathsBelowIt() throws IOException {
        // Given
        Path single = file("elsewhere/z.raw");
        file("fleet/b.raw");
        file("fleet/a/c.raw");

        // When
        List<NamedPath> images = select(Optional.empty(), single, temp.resolve("fleet"));

        // Then
        assertThat(images).extracting(NamedPath::name).containsExactly("z.raw", "a/c.raw", "b.raw");
        assertThat(warnings).isEmpty();
    }

    @Test
    void underARootNamesAreThePathsBelowIt() throws IOException {
        // Given
        Path one = file("dc/one/disk.raw");
        Path other = file("dc/other/disk.raw");

        // When
        List<NamedPath> images = select(Optional.of(temp.resolve("dc/x/..")), one, other.getParent());

        // Then
        assertThat(images).extracting(NamedPath::name).containsExactly("one/disk.raw", "other/disk.raw");
    }

    /** As deploy/kubernetes has it: nodes have images of the same name. */
    @Test
    void aLinkToADirectoryNamesWhatLiesInIt() throws IOException {
        // Given
        file("images/disk.raw");
        Path link = Files.createSymbolicLink(Files.createDirectory(temp.resolve("names")).resolve("node-1"), temp.resolve("images"));

        // When
        List<NamedPath> images = select(Optional.of(link.getParent()), link);

        // Then
        assertThat(images).extracting(NamedPath::name).containsExactly("node-1/disk.raw");
    }

    @Test
    void aNameThatComesTwiceIsRefusedWithTheWayOut() throws IOException {
        // Given
        Path one = file("one/disk.raw");
        Path other = file("other/disk.raw");

        // When, Then
        assertThatThrownBy(() -> select(Optional.empty(), one, other)).isInstanceOf(RefusedException.class)
                .hasMessageContaining(one.toString()).hasMessageContaining(other.toString()).hasMessageContaining("--root");
        assertThatThrownBy(() -> select(Optional.empty(), one, one)).hasMessageContaining("named twice");
    }

    @Test
    void whatIsNotThereOrNoImageOrOutsideTheRootIsRefused() throws IOException {
        // Given
        Path file = file("one/disk.raw");
        Path link = Files.createSymbolicLink(temp.resolve("dangling"), temp.resolve("nowhere"));

        // When, Then
        assertThatThrownBy(() -> select(Optional.empty(), temp.resolve("absent"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> select(Optional.empty(), link)).hasMessageContaining("link to nothing");
        assertThatThrownBy(() -> select(Optional.empty(), Path.of("/dev/null"))).hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> select(Optional.of(temp.resolve("root")), file)).hasMessageContaining("not a directory");
        Files.createDirectory(temp.resolve("root"));
        assertThatThrownBy(() -> select(Optional.of(temp.resolve("root")), file)).hasMessageContaining("does not lie below");
        assertThatThrownBy(() -> select(Optional.empty(), temp.resolve("root"))).hasMessageContaining("no images");
    }

    @Test
    void whatIsLeftOutOfADirectoryIsSaid() throws IOException {
        // Given
        file("fleet/.hidden/x.raw");
        file("fleet/.lock");
        file("fleet/a.raw");
        Files.createSymbolicLink(temp.resolve("fleet/link.raw"), temp.resolve("fleet/a.raw"));

        // When
        List<NamedPath> images = select(Optional.empty(), temp.resolve("fleet"));

        // Then
        assertThat(images).extracting(NamedPath::name).containsExactly("a.raw");
        assertThat(warnings).hasSize(3).anyMatch(text -> text.contains("link.raw")).anyMatch(text -> text.contains(".lock"));
    }

    @Test
    void aNameThatTheDestinationCannotTakeIsRefused() throws IOException {
        // Given
        Path file = file(".raw");

        // When, Then
        assertThatThrownBy(() -> select(Optional.empty(), file)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("begins with a dot");
    }

    private Path file(String name) throws IOException {
        Path path = temp.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, name);
    }

    private List<NamedPath> select(Optional<Path> root, Path... arguments) {
        return ImageSelection.of(List.of(arguments), root, warnings::add);
    }
}
