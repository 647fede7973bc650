package io.entrepot.cli.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images as those of machines that were installed alike: a golden image of files and free space, clones of it that have changed in places
 * and have data of their own, and one with many of the same files in other places. The same bytes every time.
 */
public final class DemoFleet {

    /** The images' names, the golden one first. */
    public static final List<String> IMAGES = List.of("a-golden.raw", "b-web.raw", "c-database.raw", "d-cache.raw", "e-separate.raw");

    /** Of one image; five of them are made. */
    public static final int MEGABYTES_MAX = 4_096;

    private static final int PAGE_BYTES = 4096;
    /** Files are of this size and lie at multiples of it: 16 pages. */
    private static final int FILE_BYTES = 16 * PAGE_BYTES;
    private static final int MEGABYTE = 1_000_000;

    /** Of ten places for a file, so many are used. */
    private static final int USED_OF_TEN = 5;
    /** A clone changes a page in one of so many files, and replaces one of so many. */
    private static final int CHANGED_ONE_OF = 20;
    private static final int REPLACED_ONE_OF = 25;

    private static final byte[] WORDS = ("the machine reads its configuration from here and writes what it has done to the log "
            + "with the time and the name of the service; error=0 status=ok user=root path=/usr/lib ").getBytes(StandardCharsets.US_ASCII);

    private DemoFleet() {
    }

    /**
     * Makes the images in a directory; those that are there already are replaced.
     *
     * @param megabytes of one image, from 1 to {@value #MEGABYTES_MAX}
     */
    public static void make(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        long files = (long) megabytes * MEGABYTE / FILE_BYTES;
        for (int image = 0; image < IMAGES.size(); image++) {
            try (FileChannel out = FileChannel.open(directory.resolve(IMAGES.get(image)), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(out, image, files);
            }
        }
    }

    private static void write(FileChannel out, int image, long files) throws IOException {
        boolean separate = image == IMAGES.size() - 1;
        SplittableRandom changes = new SplittableRandom(1_000 + image);
        for (long place = 0; place < files; place++) {
            long content = separate ? (place * 7 + 3) % files : place;
            boolean used = content % 10 < USED_OF_TEN;
            boolean replaced = changes.nextInt(REPLACED_ONE_OF) == 0;
            boolean changed = changes.nextInt(CHANGED_ONE_OF) == 0;
            if (image > 0 && replaced) {
                put(out, place, file(1_000_000L * image + place));
            } else if (used) {
                byte[] bytes = file(content);
                if (image > 0 && changed) {
                    changePage(bytes, changes.split());
                }
                put(out, place, bytes);
            }
        }
        // The last byte gives the size; what nobody has written is a hole.
        out.write(ByteBuffer.wrap(new byte[1]), files * FILE_BYTES - 1);
    }

    private static void changePage(byte[] bytes, SplittableRandom random) {
        byte[] page = new byte[PAGE_BYTES];
        random.nextBytes(page);
        System.arraycopy(page, 0, bytes, random.nextInt(FILE_BYTES / PAGE_BYTES) * PAGE_BYTES, PAGE_BYTES);
    }

    /** Text, numbers and noise by turns: some compresses well, some not at all. */
    private static byte[] file(long content) {
        SplittableRandom random = new SplittableRandom(content);
        byte[] bytes = new byte[FILE_BYTES];
        for (int page = 0; page < FILE_BYTES; page += PAGE_BYTES) {
            if (content % 3 == 0) {
                random.nextBytes(bytes);
                break;
            }
            for (int at = page; at < page + PAGE_BYTES; at++) {
                bytes[at] = content % 3 == 1 ? WORDS[(at + page) % WORDS.length] : (byte) random.nextInt(0, 16);
            }
            ByteBuffer.wrap(bytes).putLong(page, random.nextLong());
        }
        return bytes;
    }

    private static void put(FileChannel out, long place, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = place * FILE_BYTES;
        while (buffer.hasRemaining()) {
            position += out.write(buffer, position);
        }
    }
}
