package io.entrepot.image;

import java.io.IOException;

/**
 * Lets go of what was read of an image, in windows, so that reading a fleet leaves the page cache to who needs it, and few pages have to
 * be found for it (docs/decisions/0029). A window of which something was in memory before is left as it is: a guest or another program
 * uses it. Not thread-safe.
 */
final class ReadBehind {

    /** Bytes of a window; a multiple of the largest pages that the kernel keeps files in, which it lets go of only whole. */
    private static final long WINDOW_BYTES = 8L << 20;
    /** Windows that are looked at before they are read: more than the kernel reads ahead by itself, for what it has read is in memory, too. */
    private static final int WINDOWS_AHEAD = 4;

    private final DiskFile file;
    /** Of the window of the cursor and those ahead, which had something in memory; at the window's number modulo the length. */
    private final boolean[] used = new boolean[WINDOWS_AHEAD + 1];
    private long window;
    /** Windows below have been looked at. */
    private long lookedTo;

    /** @param cursor from where the image is read */
    ReadBehind(DiskFile file, long cursor) throws IOException {
        this.file = file;
        window = cursor / WINDOW_BYTES;
        lookedTo = window;
        lookAhead();
    }

    /** What lies before the cursor has been read, and is not read again. */
    void readTo(long cursor) throws IOException {
        long now = cursor / WINDOW_BYTES;
        if (now > window) {
            letGo(Math.min(now, lookedTo));
            window = now;
            lookedTo = Math.max(lookedTo, now);
            lookAhead();
        }
    }

    /** All has been read. */
    void end() throws IOException {
        letGo(Math.min(window + 1, lookedTo));
    }

    private void letGo(long to) throws IOException {
        for (long passed = window; passed < to; passed++) {
            if (!used[slot(passed)]) {
                file.forget(passed * WINDOW_BYTES, WINDOW_BYTES);
            }
        }
    }

    private void lookAhead() throws IOException {
        for (; lookedTo <= window + WINDOWS_AHEAD; lookedTo++) {
            used[slot(lookedTo)] = file.isInMemory(lookedTo * WINDOW_BYTES, WINDOW_BYTES);
        }
    }

    private int slot(long number) {
        return (int) (number % used.length);
    }
}
