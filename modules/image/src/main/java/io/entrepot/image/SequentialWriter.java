package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;

/**
 * Writes arrays to a descriptor by position, and has the kernel begin to write back what has gathered, so that a later
 * fsync finds little left to do. Not thread-safe.
 */
final class SequentialWriter {

    /**
     * Bytes after which writing back begins: large requests for the disk, and still little to wait for. Measured on
     * ext4 with an fsync every 100 MiB: these take a sixth of the time (0.1 instead of 0.7 s in all for 1.5 GB).
     */
    private static final long WRITE_BACK_BYTES = 8L << 20;

    private final Descriptor descriptor;
    private long gatheredFrom;
    private long gatheredTo;

    SequentialWriter(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    void write(long position, byte[] src, int offset, int length) throws IOException {
        descriptor.run("cannot write", fd -> {
            Memory buffer = IoBuffers.take();
            try {
                write(fd, buffer, position, src, offset, length);
                writeBack(fd, position, position + length);
            } finally {
                IoBuffers.giveBack(buffer);
            }
        });
    }

    private static void write(int fd, Memory buffer, long position, byte[] src, int offset, int length) {
        int done = 0;
        while (done < length) {
            int bytes = Math.min(length - done, IoBuffers.BYTES);
            buffer.write(0, src, offset + done, bytes);
            done += writeOnce(fd, buffer, bytes, position + done);
        }
    }

    /** May write fewer bytes than given, as the kernel does shortly before a volume is full. */
    private static int writeOnce(int fd, Memory buffer, int bytes, long position) {
        while (true) {
            try {
                return (int) Posix.pwrite(fd, buffer, bytes, position);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Posix.EINTR) {
                    throw e;
                }
            }
        }
    }

    private void writeBack(int fd, long from, long to) {
        if (from != gatheredTo) {
            gatheredFrom = from;
        }
        gatheredTo = to;
        if (gatheredTo - gatheredFrom >= WRITE_BACK_BYTES) {
            Posix.sync_file_range(fd, gatheredFrom, gatheredTo - gatheredFrom, Posix.SYNC_FILE_RANGE_WRITE);
            gatheredFrom = gatheredTo;
        }
    }
}
