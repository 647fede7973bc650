package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceImageTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void aNameThatIsNotUtf8IsSaidToBeTheTrouble() {
        assertThatThrownBy(() -> SourceImage.open(directory.resolve("bad\uFFFDname.raw"))).isInstanceOf(IOException.class)
                .hasMessageEndingWith("its name is not written in UTF-8: rename it");
    }

    @Test
    void aTimeThatNanosecondsCannotTellIsTheLastThatTheyCan() throws IOException {
        Path path = Files.createFile(directory.resolve("late.raw"));
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2300-01-01T00:00:00Z")));
        try (SourceImage image = SourceImage.open(path)) {
            assertThat(image.fingerprint().modifiedAtNs()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void findsHoles() throws IOException {
        Path path = directory.resolve("sparse.raw");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] data = new byte[MIB];
            data[0] = 1;
            file.write(ByteBuffer.wrap(data), 2 * MIB);
            file.write(ByteBuffer.wrap(data, 0, 1), 8L * MIB - 1);
        }
        try (SourceImage image = SourceImage.open(path)) {
            assertThat(image.sizeBytes()).isEqualTo(8L * MIB);
            assertThat(image.nextData(0)).isEqualTo(2 * MIB);
            assertThat(image.nextData(2 * MIB + 5)).isEqualTo(2 * MIB + 5);
            assertThat(image.nextHole(2 * MIB)).isEqualTo(3 * MIB);
            assertThat(image.nextHole(0)).isZero();
            assertThat(image.nextData(8L * MIB)).isEqualTo(8L * MIB);
        }
    }

    @Test
    void keepsWhatAFileIs() throws IOException {
        Path path = Files.writeString(directory.resolve("image.raw"), "content");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(path, FileTime.from(1_600_000_000_123_456_789L, TimeUnit.NANOSECONDS));
        try (SourceImage image = SourceImage.open(path)) {
            assertThat(image.mode()).isEqualTo(0640);
            assertThat(image.fingerprint().sizeBytes()).isEqualTo(7);
            assertThat(image.fingerprint().modifiedAtNs()).isEqualTo(1_600_000_000_123_456_789L);
            assertThat(image.fingerprint().inode()).isEqualTo(Files.getAttribute(path, "unix:ino"));
            assertThat(image.changedSince()).isEmpty();
        }
    }

    @Test
    void noticesEveryChange() throws IOException {
        Path path = Files.writeString(directory.resolve("image.raw"), "content");
        FileTime modified = Files.getLastModifiedTime(path);
        try (SourceImage image = SourceImage.open(path)) {
            Files.writeString(path, "!", StandardOpenOption.APPEND);
            assertThatThrownBy(image::requireUnchanged).isInstanceOf(ImageChangedException.class)
                    .hasMessage(path + " changed while it was read: its size went from 7 to 8 bytes");
        }
        try (SourceImage image = SourceImage.open(path)) {
            Files.setLastModifiedTime(path, FileTime.fromMillis(1));
            assertThat(image.changedSince()).contains("it was written to");
            Files.setLastModifiedTime(path, modified);
        }
        try (SourceImage image = SourceImage.open(path)) {
            long deadlineNs = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (image.changedSince().isEmpty() && System.nanoTime() < deadlineNs) {
                Files.setLastModifiedTime(path, modified);
            }
            assertThat(image.changedSince()).as("a time that was set back, once the kernel's clock has ticked")
                    .contains("its attributes or its content were changed");
        }
    }

    @Test
    void saysWhenAnImageHasBecomeShorter() throws IOException {
        Path path = Files.writeString(directory.resolve("image.raw"), "content");
        try (SourceImage image = SourceImage.open(path)) {
            Files.writeString(path, "con");
            assertThatThrownBy(() -> image.read(0, new byte[7], 0, 7)).isInstanceOf(ImageChangedException.class)
                    .hasMessage(path + " changed while it was read: it now ends at byte 3 of 7");
        }
    }

    @Test
    void survivesTheInterruptionOfItsReader() throws IOException {
        Path path = Files.writeString(directory.resolve("image.raw"), "content");
        try (SourceImage image = SourceImage.open(path)) {
            Thread.currentThread().interrupt();
            image.read(0, new byte[7], 0, 7);
            assertThat(Thread.interrupted()).isTrue();
            image.read(0, new byte[7], 0, 7);
        }
    }

    @Test
    void refusesWhatIsNoImage() {
        assertThatThrownBy(() -> SourceImage.open(directory)).isInstanceOf(IOException.class)
                .hasMessage(directory + " is a directory, not a disk image: name files");
        assertThatThrownBy(() -> SourceImage.open(directory.resolve("none"))).isInstanceOf(IOException.class)
                .hasMessage("cannot open " + directory.resolve("none") + ": No such file or directory");
    }

    @Test
    void isNotUsedAfterItWasClosed() throws IOException {
        Path path = Files.writeString(directory.resolve("image.raw"), "content");
        SourceImage image = SourceImage.open(path);
        image.close();
        image.close();
        assertThatThrownBy(() -> image.read(0, new byte[1], 0, 1)).isInstanceOf(IOException.class)
                .hasMessage("cannot read " + path + ": it has been closed");
    }
}
