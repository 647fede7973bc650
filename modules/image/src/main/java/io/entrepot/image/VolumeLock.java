package io.entrepot.image;

import com.sun.jna.LastErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The exclusive lock of a volume: {@code flock} on a file in it. It is the kernel's, so it ends with the process
 * however that ends, and it holds between two users in one process too. The file stays; it names the last process that
 * had it.
 */
final class VolumeLock implements Closeable {

    /** Of who has the volume open. */
    static final String OPEN = "lock";
    /** Of who is going to open it. */
    static final String RESERVED = "copy.lock";

    private static final int MODE = 0644;
    private static final int PID_DIGITS_MAX = 20;

    private final Descriptor file;

    private VolumeLock(Descriptor file) {
        this.file = file;
    }

    /** @throws VolumeInUseException when another process, or another part of this one, has it */
    static VolumeLock take(Directory directory, String name) throws IOException {
        Descriptor file = directory.openFile(name, Posix.O_RDWR | Posix.O_CREAT, MODE);
        try {
            file.run("cannot lock", fd -> lock(fd, file));
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            file.run("cannot write", fd -> Posix.ftruncate(fd, 0));
            new SequentialWriter(file).write(0, pid, 0, pid.length);
            return new VolumeLock(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(int fd, Descriptor file) throws IOException {
        try {
            Posix.flock(fd, Posix.LOCK_EX_NB);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Posix.EAGAIN) {
                throw e;
            }
            byte[] pid = new byte[PID_DIGITS_MAX];
            int digits = new DiskFile(file).read(0, pid, 0, pid.length);
            throw new VolumeInUseException("another process (" + new String(pid, 0, digits, StandardCharsets.US_ASCII)
                    + ") is writing to " + file.path().getParent().getParent() + "; wait until it has ended", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
