package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** What XFS sets aside unasked, a tmpfs sets aside when it is asked, and both keep it in a file that grows over it. */
class RoomAheadTest {

    private static final String GENERATION = "0b3c5a0e-1111-4222-8333-444455556666";
    private static final int BASIC_STATS = 0x7ff;
    private static final int BLOCKS_AT = 0x30;
    /** Of any machine's memory. */
    private static final int PAGES_BYTES = 64 << 10;
    private static final int ROOM_BYTES = 16 * PAGES_BYTES;
    private static final int HOLE_BYTES = 7 * PAGES_BYTES;

    @TempDir(factory = InMemory.class)
    private Path root;

    @Test
    void aHoleTakesNoneAndWhatIsBehindItStays() throws IOException {
        Directory directory = Directory.open(root);
        Descriptor descriptor = directory.openFile("partial", Posix.O_RDWR | Posix.O_CREAT, 0600);
        var name = new ImageName("web.raw");
        try (PartialFile partial = new PartialFile(directory, name, "partial", descriptor, new Sharing(),
                new RoomAhead(descriptor, true), 0)) {
            appendAcrossAHole(partial);
            assertThat(bytesOnTheDisk(partial.file())).isEqualTo(PAGES_BYTES + ROOM_BYTES - HOLE_BYTES);
            byte[] pages = new byte[PAGES_BYTES];
            partial.read(PAGES_BYTES + HOLE_BYTES, pages, 0, pages.length);
            assertThat(pages).containsOnly(1);
        }
    }

    @Test
    void onlyXfsIsAsked() throws IOException {
        try (Volume volume = Volume.open(root); PartialFile partial = volume.create("web.raw", GENERATION)) {
            appendAcrossAHole(partial);
            assertThat(bytesOnTheDisk(partial.file())).as("a tmpfs sets nothing aside by itself").isEqualTo(PAGES_BYTES + ROOM_BYTES);
        }
    }

    /** On XFS this took half as much again. */
    @Test
    void manyHolesTakeNoRoomWhateverTheFileSystem(@TempDir(factory = PartialFileTest.OnDisk.class) Path disk) throws IOException {
        byte[] data = new byte[100 << 10];
        new Random(1).nextBytes(data);
        try (Volume volume = Volume.open(disk)) {
            PartialFile partial = volume.create("web.raw", GENERATION);
            int appended = 0;
            for (; appended < 100; appended++) {
                partial.write(data, 0, data.length);
                partial.skipZeros(60 << 10);
            }
            partial.finish(partial.cursor(), 0600, 0);
            partial.publish(false);
            partial.close();
            try (DiskFile image = volume.openImage("web.raw").orElseThrow()) {
                assertThat(bytesOnTheDisk(image)).isLessThan((long) appended * data.length * 5 / 4);
            }
        }
    }

    @Test
    void aHoleOfNothingIsNothing() throws IOException {
        try (Directory directory = Directory.open(root);
                Descriptor descriptor = directory.openFile("partial", Posix.O_RDWR | Posix.O_CREAT, 0600)) {
            new RoomAhead(descriptor, true).giveBack(PAGES_BYTES, 0);
        }
    }

    private static void appendAcrossAHole(PartialFile partial) throws IOException {
        byte[] pages = new byte[PAGES_BYTES];
        Arrays.fill(pages, (byte) 1);
        partial.write(pages, 0, pages.length);
        partial.file().descriptor().run("cannot set room aside for",
                fd -> Posix.fallocate(fd, Posix.FALLOC_FL_KEEP_SIZE, PAGES_BYTES, ROOM_BYTES));
        partial.skipZeros(HOLE_BYTES);
        partial.write(pages, 0, pages.length);
        partial.force();
        assertThat(partial.file().sizeBytes()).isEqualTo(partial.cursor());
    }

    private static long bytesOnTheDisk(DiskFile file) throws IOException {
        return file.descriptor().call("cannot examine", fd -> {
            try (Memory statx = new Memory(256)) {
                Posix.statx(fd, new byte[1], Posix.AT_EMPTY_PATH, BASIC_STATS, statx);
                return statx.getLong(BLOCKS_AT) * 512;
            }
        });
    }

    /** Where every Linux has a tmpfs. */
    private static final class InMemory implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.createTempDirectory(Path.of("/dev/shm"), "room");
        }
    }
}
