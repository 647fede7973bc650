package io.entrepot.systemtests.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One image as a list of {@linkplain Pages page} numbers and a size that need be no multiple of a page. */
final class ImageLayout {

    private final long[] pages;
    private final long sizeBytes;

    private ImageLayout(long[] pages, long sizeBytes) {
        this.pages = pages;
        this.sizeBytes = sizeBytes;
    }

    /** Holes only. */
    static ImageLayout hole(int pages) {
        return new ImageLayout(new long[pages], (long) pages * Pages.BYTES);
    }

    /** Zeros that are written, the last page of them with only {@code tailBytes}. */
    static ImageLayout writtenZeros(int pages, int tailBytes) {
        long[] numbers = new long[pages + 1];
        Arrays.fill(numbers, Pages.ZEROS);
        return new ImageLayout(numbers, (long) pages * Pages.BYTES + tailBytes);
    }

    /** Like a used file system: files of up to 64 pages, between them written zeros and holes. */
    static ImageLayout fileSystem(int pages, SplittableRandom random) {
        ImageLayout layout = hole(pages);
        int at = 0;
        while (at < pages) {
            int kind = random.nextInt(10);
            if (kind < 7) {
                at = layout.fill(at, 1 + random.nextInt(64), random);
            } else if (kind < 9) {
                int end = Math.min(pages, at + 1 + random.nextInt(8));
                Arrays.fill(layout.pages, at, end, Pages.ZEROS);
                at = end;
            } else {
                at += 8 + random.nextInt(64);
            }
        }
        return layout;
    }

    /** What a clone becomes: {@code clusters} places of up to 40 pages have new content. */
    ImageLayout changed(int clusters, SplittableRandom random) {
        ImageLayout copy = new ImageLayout(pages.clone(), sizeBytes);
        for (int i = 0; i < clusters; i++) {
            copy.fill(random.nextInt(pages.length), 1 + random.nextInt(40), random);
        }
        return copy;
    }

    /** The same with {@code count} new pages in front of page {@code at}: all that follows lies elsewhere. */
    ImageLayout shifted(int at, int count, SplittableRandom random) {
        long[] longer = Arrays.copyOf(pages, pages.length + count);
        System.arraycopy(pages, at, longer, at + count, pages.length - at);
        ImageLayout layout = new ImageLayout(longer, sizeBytes + (long) count * Pages.BYTES);
        layout.fill(at, count, random);
        return layout;
    }

    /** The same with the pages from {@code from} to {@code to} once more at the end, behind a hole of {@code hole} pages. */
    ImageLayout repeated(int from, int to, int hole) {
        long[] longer = Arrays.copyOf(pages, pages.length + hole + to - from);
        System.arraycopy(pages, from, longer, pages.length + hole, to - from);
        return new ImageLayout(longer, (long) longer.length * Pages.BYTES);
    }

    /** The same with a last page of which only {@code bytes} are there. */
    ImageLayout withTail(int bytes, SplittableRandom random) {
        long[] longer = Arrays.copyOf(pages, pages.length + 1);
        longer[pages.length] = number(random);
        return new ImageLayout(longer, (long) pages.length * Pages.BYTES + bytes);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (int i = 0; i < pages.length; i++) {
                    if (pages[i] != Pages.HOLE) {
                        long at = (long) i * Pages.BYTES;
                        int length = (int) Math.min(Pages.BYTES, sizeBytes - at);
                        channel.write(ByteBuffer.wrap(Pages.content(pages[i]), 0, length), at);
                    }
                }
            }
            setSize(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setSize(Path file) throws IOException {
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(sizeBytes);
        }
    }

    private int fill(int from, int count, SplittableRandom random) {
        int end = Math.min(pages.length, from + count);
        boolean text = random.nextBoolean();
        for (int i = from; i < end; i++) {
            pages[i] = number(random) & ~1L | (text ? 0 : 1);
        }
        return end;
    }

    /** No page has this number yet, but for the odds of 2^-62. */
    private static long number(SplittableRandom random) {
        return random.nextLong(2, Long.MAX_VALUE);
    }
}
