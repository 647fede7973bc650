package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** A partial file against an array, and when the volume fails it. */
class PartialFileTest {

    private static final String GENERATION = "0b3c5a0e-1111-4222-8333-444455556666";

    @TempDir
    private Path root;

    /** Random appends, holes, rewrites, shares that may be refused, and crashes at a durable cursor. */
    @Test
    void holdsWhatWasAppended() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            byte[] model = new byte[8 << 20];
            String name = "image" + seed;
            try (Volume volume = Volume.open(root)) {
                PartialFile partial = volume.create(name, GENERATION);
                int durable = 0;
                for (int step = 0; step < 60; step++) {
                    switch (random.nextInt(8)) {
                        case 0 -> partial.skipZeros(random.nextInt(40_000));
                        case 1 -> rewrite(partial, model, random);
                        case 2 -> shareOrCopy(partial, model, random);
                        case 3 -> {
                            partial.force();
                            durable = (int) partial.cursor();
                        }
                        case 4 -> {
                            partial.close();
                            partial = volume.reopen(name, GENERATION, durable).orElseThrow();
                            Arrays.fill(model, durable, model.length, (byte) 0);
                        }
                        default -> append(partial, model, random);
                    }
                }
                int size = (int) partial.cursor();
                byte[] readBack = new byte[size];
                partial.read(0, readBack, 0, size);
                assertThat(Arrays.equals(readBack, 0, size, model, 0, size)).as("seed %d, read back", seed).isTrue();
                partial.finish(size, 0644, 0);
                assertThat(partial.publish(false)).isTrue();
                partial.close();
                byte[] published = Files.readAllBytes(root.resolve(name));
                assertThat(Arrays.equals(published, Arrays.copyOf(model, size)))
                        .as("seed %d, published", seed).isTrue();
            }
        }
    }

    /** Every other mebibyte is a hole. */
    @Test
    void letsGoOfWhatIsOnTheDisk(@TempDir(factory = OnDisk.class) Path disk) throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        new Random(1).nextBytes(mebibyte);
        try (Volume volume = Volume.open(disk); PartialFile partial = volume.create("image", GENERATION)) {
            partial.write(mebibyte, 0, mebibyte.length);
            partial.skipZeros(mebibyte.length);
            partial.force();
            partial.file().forget(0, mebibyte.length);
            boolean isDisk = mebibytesInMemory(partial) == 0;
            int appended = 1;
            for (; appended < 64; appended++) {
                partial.write(mebibyte, 0, mebibyte.length);
                partial.skipZeros(mebibyte.length);
            }
            partial.force();
            assertThat(mebibytesInMemory(partial)).isLessThanOrEqualTo(isDisk ? 40 : 64);
            for (int i = 0; i < appended; i++) {
                byte[] readBack = new byte[mebibyte.length];
                partial.read(2L * i << 20, readBack, 0, readBack.length);
                assertThat(readBack).isEqualTo(mebibyte);
            }
        }
    }

    /** Where files for a time are usually made may be memory. */
    static final class OnDisk implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target").toAbsolutePath()), "partial");
        }
    }

    private static int mebibytesInMemory(PartialFile partial) throws IOException {
        int inMemory = 0;
        try (FileChannel channel = FileChannel.open(partial.path())) {
            for (long at = 0; at < partial.cursor(); at += 2 << 20) {
                inMemory += channel.map(FileChannel.MapMode.READ_ONLY, at, 1 << 20).isLoaded() ? 1 : 0;
            }
        }
        return inMemory;
    }

    private static void append(PartialFile partial, byte[] model, Random random) throws IOException {
        byte[] data = new byte[random.nextInt(60_000)];
        random.nextBytes(data);
        System.arraycopy(data, 0, model, (int) partial.cursor(), data.length);
        partial.write(data, 0, data.length);
    }

    private static void rewrite(PartialFile partial, byte[] model, Random random) throws IOException {
        int position = random.nextInt((int) partial.cursor() + 1);
        byte[] data = new byte[random.nextInt((int) Math.min(30_000, partial.cursor() - position) + 1)];
        random.nextBytes(data);
        System.arraycopy(data, 0, model, position, data.length);
        partial.rewrite(position, data, 0, data.length);
    }

    /** As the writer does it: from this very file here, whose file system may or may not share. */
    private static void shareOrCopy(PartialFile partial, byte[] model, Random random) throws IOException {
        if (random.nextInt(4) > 0) {
            partial.skipZeros(-partial.cursor() & 4095);
        }
        int cursor = (int) partial.cursor();
        int position = random.nextInt(cursor + 1) & -4096;
        int length = Math.min(cursor - position, random.nextInt(50) * 4096);
        if (!partial.share(partial.file(), position, length)) {
            assertThat(partial.cursor()).isEqualTo(cursor);
            byte[] data = new byte[length];
            partial.read(position, data, 0, length);
            partial.write(data, 0, length);
        }
        System.arraycopy(model, position, model, cursor, length);
    }

    @Test
    void rewritesNothingBeyondTheCursor() throws IOException {
        try (Volume volume = Volume.open(root); PartialFile partial = volume.create("web.raw", GENERATION)) {
            partial.write(new byte[8192], 0, 8192);
            partial.skipZeros(100_000);
            partial.write(new byte[8192], 0, 8192);
            partial.rewrite(4096, new byte[10], 0, 10);
            assertThatThrownBy(() -> partial.rewrite(partial.cursor() - 5, new byte[10], 0, 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void leavesHolesForZeros() throws IOException {
        try (Volume volume = Volume.open(root); PartialFile partial = volume.create("web.raw", GENERATION)) {
            partial.write(new byte[] {1}, 0, 1);
            partial.skipZeros((64 << 20) - 1);
            partial.finish(64 << 20, 0600, 0);
            partial.publish(false);
            try (SourceImage image = SourceImage.open(root.resolve("web.raw"))) {
                assertThat(image.sizeBytes()).isEqualTo(64 << 20);
                assertThat(image.nextHole(0)).as("zeros are holes").isEqualTo(4096);
            }
        }
    }

    @Test
    void cannotBeFinishedAtAnotherSize() throws IOException {
        try (Volume volume = Volume.open(root); PartialFile partial = volume.create("web.raw", GENERATION)) {
            partial.write(new byte[10], 0, 10);
            assertThatThrownBy(() -> partial.finish(11, 0600, 0)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("web.raw has come to byte 10 of 11");
        }
    }

    @Test
    void dropsModeBitsThatGiveRights() throws IOException {
        try (Volume volume = Volume.open(root); PartialFile partial = volume.create("web.raw", GENERATION)) {
            partial.finish(0, 06755, 0);
            assertThat(partial.file().status().mode()).as("J: no set-user-id from a record").isEqualTo(0755);
        }
    }

    @Test
    void aFullVolumeIsNamedAndEndsTheFile() throws IOException {
        Path full = Path.of("/dev/full");
        Directory directory = Directory.open(root);
        Descriptor descriptor;
        try (Directory devices = Directory.open(full.getParent())) {
            descriptor = devices.openFile("full", Posix.O_RDWR, 0);
        }
        var name = new ImageName("web.raw");
        try (PartialFile partial = new PartialFile(directory, name, "none", descriptor, new Sharing(), new RoomAhead(descriptor, false), 0)) {
            assertThatThrownBy(() -> partial.write(new byte[10], 0, 10)).isInstanceOf(NoSpaceException.class)
                    .hasMessageStartingWith("no space is left for /dev/full; make room")
                    .satisfies(e -> assertThat(((NoSpaceException) e).path()).isEqualTo(full));
            assertThatThrownBy(partial::force).as("E: nothing is made durable after a failed write")
                    .isInstanceOf(IOException.class).hasMessageStartingWith("cannot go on with /dev/full")
                    .hasMessageContaining("no space is left for /dev/full; make room");
            assertThatThrownBy(() -> partial.publish(true)).as("F: and nothing gets its final name")
                    .isInstanceOf(IOException.class).hasMessageStartingWith("cannot go on with /dev/full");
        }
    }

    @Test
    void whatWasCompleteIsTakenUpAgainWhateverItsModePermits() throws IOException {
        try (Volume volume = Volume.open(root)) {
            Path path;
            try (PartialFile partial = volume.create("web.raw", GENERATION)) {
                partial.write(new byte[10], 0, 10);
                partial.finish(10, 0044, 0);
                path = partial.path();
            }
            try (PartialFile again = volume.reopen("web.raw", GENERATION, 10).orElseThrow()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("its owner may write, also who is not root").isEqualTo("rw-------");
                again.finish(10, 0044, 0);
            }
            assertThat(volume.hasPartial("web.raw", GENERATION)).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("---r--r--");
        }
    }
}
