package io.entrepot.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/** A random image with holes, zero pages, pages that are zero but for a byte, and an end that may lie within a page. */
record SparseImage(Path path, byte[] content) {

    private static final int PAGE_BYTES = ZeroPages.PAGE_BYTES;

    static SparseImage write(Path path, Random random, int pagesMax) throws IOException {
        int size = random.nextInt(pagesMax * PAGE_BYTES);
        if (random.nextBoolean()) {
            size -= size % PAGE_BYTES;
        }
        byte[] content = new byte[size];
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int at = 0;
            while (at < size) {
                int length = Math.min(size - at, PAGE_BYTES * (1 + random.nextInt(40)));
                boolean hole = fill(content, at, length, random);
                if (!hole) {
                    file.write(ByteBuffer.wrap(content, at, length), at);
                }
                at += length;
            }
            if (file.size() < size) {
                file.write(ByteBuffer.allocate(1), size - 1L);
            }
        }
        return new SparseImage(path, content);
    }

    /** Fills a range, and says whether it is to be a hole. */
    private static boolean fill(byte[] content, int at, int length, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> {
                return true;
            }
            case 1 -> { }
            case 2 -> content[at + random.nextInt(length)] = 1;
            case 3 -> Arrays.fill(content, at, at + length, (byte) (1 + random.nextInt(2)));
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, content, at, length);
            }
        }
        return false;
    }

    boolean isZeroPage(long offset) {
        int to = (int) Math.min(content.length, offset + PAGE_BYTES);
        for (int at = (int) offset; at < to; at++) {
            if (content[at] != 0) {
                return false;
            }
        }
        return true;
    }
}
