package io.entrepot.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariants E (durable before committed) and J (untrusted names) at the volume. */
class VolumeTest {

    private static final String GENERATION = "0b3c5a0e-1111-4222-8333-444455556666";
    private static final String OTHER_GENERATION = "0b3c5a0e-1111-4222-8333-444455557777";

    @TempDir
    private Path root;

    @Test
    void publishesUnderTheFinalNameOnlyWhenFinished() throws IOException {
        try (Volume volume = Volume.open(root)) {
            PartialFile partial = volume.create("rack/web.raw", GENERATION);
            byte[] data = "data".getBytes(UTF_8);
            partial.write(data, 0, data.length);
            partial.skipZeros(8188);
            assertThat(root.resolve("rack/web.raw")).as("F: no final name before it is published").doesNotExist();

            partial.finish(8192, 0640, 1_234_567_890_123_456_789L);
            assertThat(partial.publish(false)).isTrue();
            partial.close();

            Path image = root.resolve("rack/web.raw");
            assertThat(Files.size(image)).isEqualTo(8192);
            assertThat(Files.readString(image)).startsWith("data\0\0");
            FileStatus status = volume.find("rack/web.raw").orElseThrow();
            assertThat(status.mode()).isEqualTo(0640);
            assertThat(status.fingerprint().modifiedAtNs()).isEqualTo(1_234_567_890_123_456_789L);
            assertThat(filesIn(root.resolve("rack"))).containsExactly("web.raw");
        }
    }

    @Test
    void replacesAnExistingImageOnlyWhenTold() throws IOException {
        Files.writeString(root.resolve("web.raw"), "old");
        try (Volume volume = Volume.open(root); PartialFile partial = volume.create("web.raw", GENERATION)) {
            partial.write("new".getBytes(UTF_8), 0, 3);
            partial.finish(3, 0644, 0);

            assertThat(partial.publish(false)).isFalse();
            assertThat(root.resolve("web.raw")).hasContent("old");
            assertThat(partial.publish(true)).isTrue();
            assertThat(root.resolve("web.raw")).hasContent("new");
        }
    }

    @Test
    void aReopenedFileIsCutOffAtItsCursor() throws IOException {
        try (Volume volume = Volume.open(root)) {
            try (PartialFile partial = volume.create("web.raw", GENERATION)) {
                partial.write("durable".getBytes(UTF_8), 0, 7);
                partial.force();
                partial.write("lost".getBytes(UTF_8), 0, 4);
            }
            try (PartialFile partial = volume.reopen("web.raw", GENERATION, 7).orElseThrow()) {
                assertThat(partial.file().sizeBytes()).isEqualTo(7);
                partial.skipZeros(2);
                partial.write("!".getBytes(UTF_8), 0, 1);
                partial.finish(10, 0600, 0);
                partial.publish(false);
            }
            assertThat(root.resolve("web.raw")).hasContent("durable\0\0!");
        }
    }

    @Test
    void aFileShorterThanItsDurableCursorIsNotReopened() throws IOException {
        try (Volume volume = Volume.open(root)) {
            try (PartialFile partial = volume.create("web.raw", GENERATION)) {
                partial.write("short".getBytes(UTF_8), 0, 5);
                partial.force();
            }
            assertThat(volume.reopen("web.raw", GENERATION, 6)).isEmpty();
            assertThat(volume.reopen("web.raw", OTHER_GENERATION, 0)).isEmpty();
            assertThat(volume.reopen("no/such/directory", GENERATION, 0)).isEmpty();
        }
    }

    @Test
    void aHoleAtTheEndIsDurableToo() throws IOException {
        try (Volume volume = Volume.open(root)) {
            try (PartialFile partial = volume.create("web.raw", GENERATION)) {
                partial.skipZeros(1 << 20);
                partial.force();
            }
            assertThat(volume.reopen("web.raw", GENERATION, 1 << 20)).as("E: the cursor is durable").isPresent();
        }
    }

    @Test
    void removesPartialFilesOfOtherGenerationsOnly() throws IOException {
        try (Volume volume = Volume.open(root)) {
            volume.create("web.raw", GENERATION).close();
            volume.create("web.raw", OTHER_GENERATION).close();
            volume.create("web.raw2", OTHER_GENERATION).close();
            Files.writeString(root.resolve(".web.raw.notes"), "not ours");

            assertThat(volume.removeOtherPartials("web.raw", GENERATION)).isEqualTo(1);

            assertThat(filesIn(root)).containsExactlyInAnyOrder(".entrepot", ".web.raw.notes",
                    ".web.raw." + GENERATION + ".partial", ".web.raw2." + OTHER_GENERATION + ".partial");
        }
    }

    @Test
    void oneVolumeHasOneUser() throws IOException {
        try (Volume first = Volume.open(root)) {
            assertThatThrownBy(() -> Volume.open(root)).isInstanceOf(IOException.class)
                    .hasMessage("another process (" + ProcessHandle.current().pid() + ") is writing to " + first.root()
                            + "; stop it, or wait until it has ended");
        }
        Volume.open(root).close();
    }

    @Test
    void aVolumeOfPartsHasOneUserForEach() throws IOException {
        try (Volume first = Volume.openParts(root, List.of(0, 2)); Volume second = Volume.openParts(root, List.of(1))) {
            assertThatThrownBy(() -> Volume.openParts(root, List.of(1, 3))).isInstanceOf(VolumeInUseException.class)
                    .hasMessageContaining("another process (" + ProcessHandle.current().pid());
            assertThatThrownBy(() -> Volume.open(root)).as("the whole").isInstanceOf(VolumeInUseException.class)
                    .hasMessageContaining("another process (of a group)");
            second.close();
            first.close();
            Volume.openParts(root, List.of(0, 1, 2, 3)).close();
        }
        try (Volume whole = Volume.open(root)) {
            assertThatThrownBy(() -> Volume.openParts(whole.root(), List.of(0))).isInstanceOf(VolumeInUseException.class);
        }
    }

    @Test
    void makesItsRoot() throws IOException {
        Path deep = root.resolve("a/c");
        try (Volume volume = Volume.open(deep)) {
            assertThat(volume.root()).isEqualTo(deep);
        }
        assertThat(root.resolve("a/c/.entrepot/lock")).isRegularFile();
    }

    @Test
    void aVolumeIsADirectory() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatThrownBy(() -> Volume.open(file))
                .hasMessage(file + " is a file: name a directory to write the images into");
        assertThatThrownBy(() -> Volume.open(file.resolve("below/it")))
                .hasMessage(file.resolve("below/it") + " cannot be made: " + file + " is a file; name another directory, or move that away");
        assertThatThrownBy(() -> Volume.open(Path.of("/dev/null"))).hasMessageContaining("every zero would have to be");
    }

    @Test
    void neverLeavesItsRootThroughALink(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(root.resolve("rack"), outside);
        Files.createSymbolicLink(root.resolve("web.raw"), outside.resolve("victim"));
        try (Volume volume = Volume.open(root)) {
            assertThatThrownBy(() -> volume.create("rack/web.raw", GENERATION)).isInstanceOf(IOException.class);
            assertThat(volume.openImage("web.raw")).as("J: a link is no image").isEqualTo(Optional.empty());
        }
        assertThat(filesIn(outside)).as("J: nothing outside the root").isEmpty();
    }

    @Test
    void aLinkPutInTheWayAtTheLastMomentIsNotFollowed(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(root.resolve("web.raw"), Files.writeString(outside.resolve("victim"), ""));
        try (Directory directory = Directory.open(root)) {
            assertThatThrownBy(() -> directory.openFile("web.raw", Posix.O_RDWR, 0)).as("J: no check before, and yet")
                    .hasMessage("cannot open " + root.resolve("web.raw")
                            + ": it is, or leads through, a symbolic link");
        }
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
