package io.entrepot.image;

import com.sun.jna.LastErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A lock of a volume: {@code flock} on a file in it. It is the kernel's, so it ends with the process however that ends,
 * and it holds between two users in one process too. The file stays; it names the last process that had it to itself.
 */
final class VolumeLock implements Closeable {

    /** Of who has the volume open. */
    static final String OPEN = "lock";
    /** Of who is going to open it. */
    static final String RESERVED = "copy.lock";

    /** Of who writes one part of a volume that others write other parts of. */
    static String part(int number) {
        return "part-" + number + ".lock";
    }

    private static final int MODE = 0644;
    /** A process's number, and a host's name of 64 characters, which is what Linux allows. */
    private static final int HOLDER_BYTES_MAX = 96;
    private static final String GROUP = "of a group";

    private final Descriptor file;

    private VolumeLock(Descriptor file) {
        this.file = file;
    }

    /** @throws VolumeInUseException when another process, or another part of this one, has it */
    static VolumeLock take(Directory directory, String name) throws IOException {
        return take(directory, name, Posix.LOCK_EX_NB, Long.toString(ProcessHandle.current().pid()));
    }

    /** As {@link #take}, of one part of a volume on storage that hosts share. */
    static VolumeLock takePart(Directory directory, int number) throws IOException {
        return take(directory, part(number), Posix.LOCK_EX_NB, ProcessHandle.current().pid() + HostName.suffix());
    }

    /** As {@link #takePart}, of some names on it, for a moment. */
    static VolumeLock takeShort(Directory directory, String name) throws IOException {
        return take(directory, name, Posix.LOCK_EX_NB, ProcessHandle.current().pid() + HostName.suffix());
    }

    /** Together with others who share it; it keeps away who wants it for himself. */
    static VolumeLock share(Directory directory, String name) throws IOException {
        return take(directory, name, Posix.LOCK_SH_NB, GROUP);
    }

    private static VolumeLock take(Directory directory, String name, int operation, String holder) throws IOException {
        Descriptor file = directory.openFile(name, Posix.O_RDWR | Posix.O_CREAT, MODE);
        try {
            file.run("cannot lock", fd -> lock(fd, file, operation));
            byte[] text = holder.getBytes(StandardCharsets.US_ASCII);
            file.run("cannot write", fd -> Posix.ftruncate(fd, 0));
            PositionedWrite.write(file, 0, text, 0, text.length);
            return new VolumeLock(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(int fd, Descriptor file, int operation) throws IOException {
        try {
            Posix.flock(fd, operation);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Posix.EAGAIN) {
                throw e;
            }
            byte[] holder = new byte[HOLDER_BYTES_MAX];
            int bytes = new DiskFile(file).read(0, holder, 0, holder.length);
            throw new VolumeInUseException("another process (" + new String(holder, 0, bytes, StandardCharsets.US_ASCII)
                    + ") is writing to " + file.path().getParent().getParent() + "; stop it, or wait until it has ended", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
