package io.entrepot.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/**
 * Small images: pages of random bytes, half of them compressible, runs of zero pages, holes; and changed copies of one.
 */
final class TestImage {

    private static final int PAGE = 4096;

    private TestImage() {
    }

    static byte[] random(long seed, int pages) {
        var random = new Random(seed);
        byte[] image = new byte[pages * PAGE];
        int page = 0;
        while (page < pages) {
            int run = Math.min(pages - page, 1 + random.nextInt(60));
            boolean zeros = random.nextInt(4) == 0;
            for (int i = 0; i < run && !zeros; i++) {
                byte[] bytes = new byte[random.nextBoolean() ? PAGE : PAGE / 2];
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, image, (page + i) * PAGE, bytes.length);
            }
            page += run;
        }
        return image;
    }

    /** A copy with some pages changed, and with its second half some pages further on. */
    static byte[] changed(byte[] image, long seed) {
        var random = new Random(seed);
        int half = image.length / 2 / PAGE * PAGE;
        byte[] changed = new byte[image.length + 3 * PAGE];
        System.arraycopy(image, 0, changed, 0, half);
        System.arraycopy(image, half, changed, half + 3 * PAGE, image.length - half);
        for (int i = 0; i < 5; i++) {
            byte[] bytes = new byte[PAGE];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, changed, random.nextInt(changed.length / PAGE) * PAGE, PAGE);
        }
        return changed;
    }

    /** Writes it with holes where its pages are zero. */
    static Path write(Path file, byte[] image) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] zeros = new byte[PAGE];
            for (int at = 0; at < image.length; at += PAGE) {
                int length = Math.min(PAGE, image.length - at);
                if (at + length == image.length || !Arrays.equals(image, at, at + length, zeros, 0, length)) {
                    channel.write(ByteBuffer.wrap(image, at, length), at);
                }
            }
        }
        return file;
    }
}
