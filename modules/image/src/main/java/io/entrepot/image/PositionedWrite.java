package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;

/** Writes arrays to a descriptor by position. */
final class PositionedWrite {

    private PositionedWrite() {
    }

    static void write(Descriptor descriptor, long position, byte[] src, int offset, int length) throws IOException {
        descriptor.run("cannot write", fd -> {
            Memory buffer = IoBuffers.take();
            try {
                write(fd, buffer, position, src, offset, length);
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
}
