package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Chunkers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadBehindTest {

    private static final int MIB = 1 << 20;
    private static final int IMAGE_MIB = 96;
    /** What the kernel reads ahead does not reach from one end to the other. */
    private static final long USED_AT = 64L * MIB;

    @TempDir(factory = PartialFileTest.OnDisk.class)
    private Path disk;

    private Path path;
    /** Where files lie in memory nothing can be let go of. */
    private boolean isDisk;

    @BeforeEach
    void anImageThatIsNotInMemory() throws IOException {
        path = disk.resolve("image");
        byte[] content = new byte[IMAGE_MIB * MIB];
        new Random(1).nextBytes(content);
        Files.write(path, content);
        try (FileChannel channel = FileChannel.open(path); DiskFile file = DiskFile.open(path)) {
            channel.force(true);
            file.forget(0, content.length);
        }
        isDisk = mebibytesInMemory() == 0;
    }

    @Test
    void whatWasReadIsLetGoOf() throws IOException {
        scan();
        assertThat(mebibytesInMemory()).isEqualTo(isDisk ? 0 : IMAGE_MIB);
    }

    @Test
    void whatOthersHaveInMemoryStaysThere() throws IOException {
        try (DiskFile file = DiskFile.open(path)) {
            byte[] used = new byte[MIB];
            file.read(USED_AT, used, 0, used.length);
            scan();
            assertThat(file.isInMemory(USED_AT, MIB)).isTrue();
            assertThat(file.isInMemory(0, 16 * MIB)).isEqualTo(!isDisk);
        }
    }

    /** One window of the scan has data of several of those that are let go of. */
    @Test
    void whatLiesBetweenHolesIsLetGoOfToo() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            byte[] page = new byte[4096];
            page[0] = 1;
            for (long at = 1L << 30; at <= 4L << 30; at += 1L << 30) {
                channel.write(ByteBuffer.wrap(page), at);
            }
            channel.force(true);
        }
        try (DiskFile file = DiskFile.open(path)) {
            file.forget(0, 5L << 30);
            scan();
            assertThat(file.isInMemory(1L << 30, MIB)).isEqualTo(!isDisk);
            assertThat(file.isInMemory(4L << 30, MIB)).isEqualTo(!isDisk);
        }
    }

    private void scan() throws IOException {
        byte[] window = new byte[4 * MIB];
        try (SourceImage image = SourceImage.open(path)) {
            BlockScanner scanner = new BlockScanner(image, Chunkers.defaultChunker(), 0);
            while (!scanner.atEnd()) {
                scanner.next(window);
            }
            scanner.end();
        }
    }

    private int mebibytesInMemory() throws IOException {
        int inMemory = 0;
        try (DiskFile file = DiskFile.open(path)) {
            for (int at = 0; at < IMAGE_MIB; at++) {
                inMemory += file.isInMemory((long) at * MIB, MIB) ? 1 : 0;
            }
        }
        return inMemory;
    }
}
