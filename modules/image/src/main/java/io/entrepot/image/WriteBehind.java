package io.entrepot.image;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Has the kernel write back what is appended to a file, in windows: one that is full it begins to write back, and of those before it
 * lets go that are on the disk. So a later fsync finds little left to do, and of a file of any size few windows are in memory. What is
 * written again, in front of where appending has come to, is rare, and left to that fsync. Not thread-safe.
 *
 * <p>Pages that have been let go of are at hand for the next window. Otherwise each page written takes a new one from the machine, and in a
 * virtual machine, whose own memory may have to be found first, that costs more than all else about writing (docs/decisions/0024).
 */
final class WriteBehind {

    /**
     * Bytes of a window: large requests for the disk, and still little to wait for. Measured on ext4 with an fsync every
     * 100 MiB: these take a sixth of the time (0.1 instead of 0.7 s in all for 1.5 GB).
     */
    private static final long WINDOW_BYTES = 8L << 20;
    /** Windows that are being written back: with one alone the disk waits for the writer and the writer for the disk, half as long again. */
    private static final int WINDOWS_UNDER_WAY = 3;

    private final Descriptor descriptor;
    /** Where the windows begin that the kernel is writing back, one behind the other up to {@link #windowAt}. */
    private final Deque<Long> underWay = new ArrayDeque<>();
    /** Where the window begins that is being filled. */
    private long windowAt;
    private long windowBytes;

    /** @param cursor where appending begins */
    WriteBehind(Descriptor descriptor, long cursor) {
        this.descriptor = descriptor;
        this.windowAt = cursor;
    }

    /**
     * So many bytes have been appended.
     *
     * @param end where they end
     * @throws IOException when something could not be written back; the kernel does not say so again to the next fsync
     */
    void appended(long bytes, long end) throws IOException {
        windowBytes += bytes;
        if (windowBytes >= WINDOW_BYTES) {
            descriptor.run("cannot write", fd -> next(fd, end));
        }
    }

    private void next(int fd, long end) {
        Posix.sync_file_range(fd, windowAt, end - windowAt, Posix.SYNC_FILE_RANGE_WRITE);
        underWay.add(windowAt);
        windowAt = end;
        windowBytes = 0;
        if (underWay.size() > WINDOWS_UNDER_WAY) {
            long oldest = underWay.remove();
            long bytes = underWay.element() - oldest;
            Posix.sync_file_range(fd, oldest, bytes, Posix.SYNC_FILE_RANGE_WRITE_AND_WAIT);
            Posix.posix_fadvise(fd, oldest, bytes, Posix.POSIX_FADV_DONTNEED);
        }
    }
}
