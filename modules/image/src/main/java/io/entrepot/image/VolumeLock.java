package io.entrepot.image;

import com.sun.jna.LastErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
    private static final String WRITES = "is writing to %s; stop it, or wait until it has ended";
    private static final String NAMES = "has stood still for seconds while it gave an image in %s its name: see whether it or its disk is held up, or end it";

    private final Descriptor file;

    private VolumeLock(Descriptor file) {
        this.file = file;
    }

    /** @throws VolumeInUseException when another process, or another part of this one, has it */
    static VolumeLock take(Directory directory, String name) throws IOException {
        return take(directory, name, Posix.LOCK_EX_NB, Long.toString(ProcessHandle.current().pid()), WRITES);
    }

    /** As {@link #take}, of one part of a volume on storage that hosts share. */
    static VolumeLock takePart(Directory directory, int number) throws IOException {
        return take(directory, part(number), Posix.LOCK_EX_NB, ProcessHandle.current().pid() + HostName.suffix(), WRITES);
    }

    /** As {@link #takePart}, of some names on it, for a moment. */
    static VolumeLock takeShort(Directory directory, String name) throws IOException {
        return take(directory, name, Posix.LOCK_EX_NB, ProcessHandle.current().pid() + HostName.suffix(), NAMES);
    }

    /** Together with others who share it; it keeps away who wants it for himself. */
    static VolumeLock share(Directory directory, String name) throws IOException {
        return take(directory, name, Posix.LOCK_SH_NB, GROUP, WRITES);
    }

    private static VolumeLock take(Directory directory, String name, int operation, String holder, String does) throws IOException {
        Descriptor file = directory.openFile(name, Posix.O_RDWR | Posix.O_CREAT, MODE);
        try {
            file.run("cannot lock", fd -> lock(fd, file, operation, does));
            // A lock that is taken again and again is taken on a full volume, too.
            if (!holder(file).equals(holder)) {
                byte[] text = holder.getBytes(StandardCharsets.US_ASCII);
                // Who is stopped in between has a name, too.
                PositionedWrite.write(file, 0, text, 0, text.length);
                file.run("cannot write", fd -> Posix.ftruncate(fd, text.length));
            }
            return new VolumeLock(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(int fd, Descriptor file, int operation, String does) throws IOException {
        try {
            Posix.flock(fd, operation);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Posix.EAGAIN) {
                throw e;
            }
            throw new VolumeInUseException("another process (" + holder(file) + ") "
                    + String.format(Locale.ROOT, does, file.path().getParent().getParent()), e);
        }
    }

    private static String holder(Descriptor file) throws IOException {
        byte[] holder = new byte[HOLDER_BYTES_MAX];
        int bytes = new DiskFile(file).read(0, holder, 0, holder.length);
        return new String(holder, 0, bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
