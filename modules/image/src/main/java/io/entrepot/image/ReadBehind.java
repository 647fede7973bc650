package io.entrepot.image;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets go of what was read of an image, in windows, so that reading a fleet leaves the page cache to who needs it, and few pages have to
 * be found for it (docs/decisions/0029). A window of which something was in memory before is left as it is: a guest or another program
 * uses it. Not thread-safe.
 */
final class ReadBehind {

    /** Bytes of a window; a multiple of the largest pages that the kernel keeps files in, which it lets go of only whole. */
    private static final long WINDOW_BYTES = 8L << 20;
    /** Windows that are looked at before they are read: most kernels read less than that ahead by themselves, and what they have read is in memory, too. */
    private static final int WINDOWS_AHEAD = 4;

    private final DiskFile file;
    /** Numbers of windows that had nothing in memory, and may have been read since; ascending. */
    private final Deque<Long> unused = new ArrayDeque<>();
    /** Windows below have been looked at, or passed over. */
    private long lookedTo;

    ReadBehind(DiskFile file) {
        this.file = file;
    }

    /** The image is about to be read from there on, which is not in front of where it was read before. */
    void reading(long position) throws IOException {
        long last = position / WINDOW_BYTES + WINDOWS_AHEAD;
        for (long window = Math.max(lookedTo, position / WINDOW_BYTES); window <= last; window++) {
            if (!file.isInMemory(window * WINDOW_BYTES, WINDOW_BYTES)) {
                unused.add(window);
            }
        }
        lookedTo = Math.max(lookedTo, last + 1);
    }

    /** What lies before the position has been read, and is not read again. */
    void readTo(long position) throws IOException {
        while (!unused.isEmpty() && unused.peek() < position / WINDOW_BYTES) {
            file.forget(unused.remove() * WINDOW_BYTES, WINDOW_BYTES);
        }
    }

    /** Nothing more is read. */
    void end() throws IOException {
        readTo(lookedTo * WINDOW_BYTES);
    }
}
