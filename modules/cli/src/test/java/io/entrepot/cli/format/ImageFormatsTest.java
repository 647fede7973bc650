package io.entrepot.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.plan.NamedPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFormatsTest {

    private static final int CLUSTER_BITS = 16;
    private static final int L1_OFFSET = 1 << CLUSTER_BITS;
    private static final int L2_OFFSET = 2 << CLUSTER_BITS;

    @TempDir
    Path temp;

    @Test
    void anythingUnknownIsRaw() throws IOException {
        // Given, When, Then
        assertThat(ImageFormats.inspect(file("empty", new byte[0]))).isEqualTo(Inspection.RAW);
        assertThat(ImageFormats.inspect(file("raw", new byte[4096]))).isEqualTo(Inspection.RAW);
        assertThat(ImageFormats.inspect(temp.resolve("absent"))).isEqualTo(Inspection.RAW);
    }

    @Test
    void aPlainQcow2GivesNoWarning() throws IOException {
        // Given
        Path image = file("a.qcow2", qcow2(0x8000_0000_0005_0000L, null).array());

        // When, Then
        assertThat(ImageFormats.inspect(image)).isEqualTo(new Inspection("qcow2", false, false, List.of()));
        assertThat(warnings(image)).isEmpty();
    }

    @Test
    void aCompressedClusterIsSeen() throws IOException {
        // Given
        Path image = file("a.qcow2", qcow2(0x4000_0000_0005_0000L, null).array());

        // When, Then
        assertThat(warnings(image)).singleElement().asString().contains("a.qcow2").contains("compressed inside");
    }

    @Test
    void anEncryptedImageIsSeen() throws IOException {
        // Given
        Path image = file("a.qcow2", qcow2(0, null).putInt(32, 2).array());

        // When, Then
        assertThat(warnings(image)).singleElement().asString().contains("encrypted inside");
    }

    @Test
    void aBackingFileIsMissedUnlessItIsSentToo() throws IOException {
        // Given
        Path base = file("base.raw", new byte[512]);
        Path image = file("a.qcow2", qcow2(0, "./base.raw").array());

        // When, Then
        assertThat(warnings(image)).singleElement().asString().contains("./base.raw").contains("not among the images");
        assertThat(warnings(image, base)).isEmpty();
    }

    @Test
    void aStreamOptimizedVmdkIsCompressed() throws IOException {
        // Given
        ByteBuffer header = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        header.put("KDMV".getBytes(StandardCharsets.US_ASCII)).putInt(3);
        header.putInt(8, 3 << 16);

        // When, Then
        assertThat(warnings(file("a.vmdk", header.array()))).singleElement().asString().contains("compressed inside");
        header.putInt(8, 3);
        assertThat(warnings(file("b.vmdk", header.array()))).isEmpty();
    }

    @Test
    void aVmdksParentAndTheFilesOfADescriptorAreMissed() throws IOException {
        // Given
        String parent = "# Disk DescriptorFile\nparentFileNameHint=\"base.vmdk\"\n";
        ByteBuffer sparse = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        sparse.put("KDMV".getBytes(StandardCharsets.US_ASCII));
        sparse.putLong(28, 1).putLong(36, 1);
        sparse.put(512, parent.getBytes(StandardCharsets.US_ASCII));
        Path descriptor = file("d.vmdk", ("# Disk DescriptorFile\nversion=1\nRW 4192256 SPARSE \"d-s001.vmdk\"\n")
                .getBytes(StandardCharsets.US_ASCII));

        // When, Then
        assertThat(warnings(file("a.vmdk", sparse.array()))).singleElement().asString().contains("base.vmdk");
        assertThat(warnings(descriptor)).singleElement().asString().contains("d-s001.vmdk");
    }

    @Test
    void noHeaderMakesItFailOrReadWithoutBounds() throws IOException {
        // Given
        Random random = new Random(20_240_607);
        for (int trial = 0; trial < 2_000; trial++) {
            byte[] bytes = new byte[512];
            random.nextBytes(bytes);
            boolean qcow2 = random.nextBoolean();
            ByteBuffer.wrap(bytes).putInt(0, qcow2 ? 0x514649fb : 0x4b444d56);

            // When
            Inspection inspection = ImageFormats.inspect(file("hostile", bytes));

            // Then
            assertThat(inspection.format()).as("J, trial %d", trial).isEqualTo(qcow2 ? "qcow2" : "vmdk");
        }
    }

    private static ByteBuffer qcow2(long l2Entry, String backing) {
        ByteBuffer image = ByteBuffer.allocate(3 << CLUSTER_BITS);
        image.putInt(0, 0x514649fb).putInt(4, 3).putInt(20, CLUSTER_BITS).putLong(24, 1L << 30);
        image.putInt(36, 2).putLong(40, L1_OFFSET).putInt(100, 104);
        image.putLong(L1_OFFSET + 8, 0x8000_0000_0000_0000L | L2_OFFSET);
        image.putLong(L2_OFFSET + 80, l2Entry);
        if (backing != null) {
            byte[] name = backing.getBytes(StandardCharsets.UTF_8);
            image.putLong(8, 512).putInt(16, name.length).put(512, name);
        }
        return image;
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(temp.resolve(name), content);
    }

    private static List<String> warnings(Path... images) {
        return ImageFormats.warnings(Stream.of(images).map(path -> new NamedPath(path.getFileName().toString(), path)).toList());
    }
}
