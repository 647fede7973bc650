package io.entrepot.image;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An image on its way: a hidden file beside its final name, written from front to back at a cursor. What is written
 * becomes durable with {@link #force}, complete with {@link #finish}, and visible under its name with {@link #publish}.
 * Not thread-safe, but what lies below the cursor may be read through {@link #file} by any thread.
 *
 * <p>After a failed write, write-back or fsync the file refuses everything, and says what failed: the kernel may have dropped what it
 * could not write, and a second fsync would then wrongly succeed. Open it again at the last durable cursor.
 */
public final class PartialFile implements AutoCloseable {

    /** Set-user-id and its like do not come from afar. */
    private static final int MODE_MASK = 0777;

    private final Directory directory;
    private final ImageName name;
    private final String fileName;
    private final Descriptor descriptor;
    private final DiskFile file;
    private final WriteBehind behind;
    private final Sharing sharing;
    private final RoomAhead room;
    private long cursor;
    private long fileBytes;
    /** Null while nothing has failed. */
    private volatile IOException failure;

    PartialFile(Directory directory, ImageName name, String fileName, Descriptor descriptor, Sharing sharing,
            RoomAhead room, long cursor) {
        this.directory = directory;
        this.name = name;
        this.fileName = fileName;
        this.descriptor = descriptor;
        this.sharing = sharing;
        this.room = room;
        this.cursor = cursor;
        this.fileBytes = cursor;
        file = new DiskFile(descriptor);
        behind = new WriteBehind(descriptor, cursor);
    }

    /** Where it lies now. */
    public Path path() {
        return descriptor.path();
    }

    /** The same open file, for reading what lies below the cursor, and for sharing from. Closed with this. */
    public DiskFile file() {
        return file;
    }

    /** The byte of the image that comes next. */
    public long cursor() {
        return cursor;
    }

    /**
     * Appends {@code length} bytes of {@code src} from {@code offset} on.
     *
     * @throws NoSpaceException when the volume is full
     */
    public void write(byte[] src, int offset, int length) throws IOException {
        guarded(() -> {
            PositionedWrite.write(descriptor, cursor, src, offset, length);
            advance(length);
            fileBytes = Math.max(fileBytes, cursor);
        });
        synchronized (behind) {
            guarded(() -> behind.appended(length, cursor));
        }
    }

    /**
     * Appends zeros as a hole; nothing is written.
     *
     * @throws NoSpaceException when the volume is full: what it had set aside cannot be given back without a little room
     */
    public void skipZeros(long length) throws IOException {
        guarded(() -> {
            advance(length);
            room.giveBack(cursor - length, length);
        });
    }

    /**
     * Appends a range of another file of the volume, or of this one, by sharing its extents. Tried when both ends are
     * whole pages in both files and the range is long enough to be worth it: whoever has several ranges that follow one
     * another in both files shares them at once.
     *
     * @return whether it was done; if not nothing has changed, and the caller reads and {@linkplain #write writes} the
     *     range
     */
    public boolean share(DiskFile source, long sourceOffset, long length) throws IOException {
        requireSound();
        if (!sharing.share(source.descriptor(), sourceOffset, descriptor, cursor, length)) {
            return false;
        }
        advance(length);
        fileBytes = Math.max(fileBytes, cursor);
        return true;
    }

    /** Whether the file system takes a file of this size at all; no room is set aside for it. */
    public boolean canBecome(long sizeBytes) throws IOException {
        requireSound();
        return descriptor.call("cannot measure", fd -> {
            try {
                Posix.ftruncate(fd, Math.max(sizeBytes, fileBytes));
                Posix.ftruncate(fd, fileBytes);
                return true;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Posix.EFBIG) {
                    throw e;
                }
                return false;
            }
        });
    }

    /** Whether it makes sense to try to share a range, once the cursor stands at {@code position}. */
    public boolean mayShare(long sourceOffset, long position, long length) {
        return sharing.mayShare(sourceOffset, position, length);
    }

    /** Reads back exactly {@code length} bytes from {@code position} on, below the cursor. */
    public void read(long position, byte[] dst, int offset, int length) throws IOException {
        requireBelowCursor(position, length);
        int read = file.read(position, dst, offset, length);
        Arrays.fill(dst, offset + read, offset + length, (byte) 0);
    }

    /** Writes again what lies below the cursor, which stays; for a range that was not what it should be. */
    public void rewrite(long position, byte[] src, int offset, int length) throws IOException {
        requireBelowCursor(position, length);
        guarded(() -> {
            PositionedWrite.write(descriptor, position, src, offset, length);
        });
    }

    /** Whether it still lies where it was begun: a file that somebody removed can be written to, and never gets its final name. */
    public boolean isInPlace() throws IOException {
        return ImageTree.isRegular(directory, fileName);
    }

    /**
     * Makes everything below the cursor durable. When this fails nothing written since the last time can be relied on.
     */
    public void force() throws IOException {
        extend();
        forceWritten();
    }

    /**
     * The first half of {@link #force}: the file becomes as long as the cursor says, which a hole at the end does not
     * do.
     */
    public void extend() throws IOException {
        guarded(() -> extendTo(cursor));
    }

    /**
     * The second half of {@link #force}: makes durable what lay below the cursor when {@link #extend} was called.
     * Another thread than the one that writes may do this while more is being written.
     */
    public void forceWritten() throws IOException {
        guarded(() -> descriptor.run("cannot make durable", Posix::fdatasync));
        requireWrittenBack();
    }

    /**
     * Gives the file its size, mode and time of modification, and makes it durable as a whole.
     *
     * @param sizeBytes    where the cursor must stand
     * @param mode         permission bits; others are dropped
     * @param modifiedAtNs nanoseconds since the epoch
     */
    public void finish(long sizeBytes, int mode, long modifiedAtNs) throws IOException {
        if (cursor != sizeBytes) {
            throw new IllegalStateException(name.text() + " has come to byte " + cursor + " of " + sizeBytes);
        }
        guarded(() -> {
            extendTo(sizeBytes);
            descriptor.run("cannot set the mode of", fd -> Posix.fchmod(fd, mode & MODE_MASK));
            descriptor.run("cannot set the time of", fd -> ModifiedTime.set(fd, modifiedAtNs));
            descriptor.run("cannot make durable", Posix::fsync);
        });
        requireWrittenBack();
    }

    /**
     * Gives the finished file its final name, durably.
     *
     * @param replace whether it takes the place of what has that name, in one instant
     * @return false when something has that name and is not to be replaced; then nothing has changed
     */
    public boolean publish(boolean replace) throws IOException {
        requireSound();
        if (replace) {
            directory.rename(fileName, name.fileName());
        } else if (!directory.renameIfFree(fileName, name.fileName())) {
            return false;
        }
        directory.force();
        return true;
    }

    /**
     * As {@link #publish}, in the place of a finished generation, which is kept under a hidden name.
     *
     * @param before     id of the generation that has the name now
     * @param generations how many are kept at most, that one included, at least 1; the oldest go once this one is durable
     * @throws IOException also where the file system neither gives second names nor exchanges two
     */
    public void publishKeeping(String before, int generations) throws IOException {
        requireSound();
        var kept = new KeptGenerations(directory, name);
        if (kept.keep(before)) {
            publish(true);
        } else {
            kept.keepByExchange(fileName, before);
        }
        kept.prune(generations);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            descriptor.close();
        }
    }

    /** A hole at the end is part of the file only once the file's size says so. */
    private void extendTo(long size) throws IOException {
        if (fileBytes < size) {
            descriptor.run("cannot extend", fd -> Posix.ftruncate(fd, size));
            fileBytes = size;
        }
    }

    private void advance(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length);
        }
        cursor = Math.addExact(cursor, length);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) throws IOException {
        requireSound();
        try {
            step.run();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * The kernel tells of what it could not write once: when the writing thread has waited for it and heard of it, an fsync at that
     * moment finds nothing wrong.
     */
    private void requireWrittenBack() throws IOException {
        synchronized (behind) {
            requireSound();
        }
    }

    private void requireSound() throws IOException {
        IOException before = failure;
        if (before != null) {
            throw new IOException("cannot go on with " + path() + ": " + before.getMessage(), before);
        }
    }

    private void requireBelowCursor(long position, int length) {
        if (position < 0 || length < 0 || position > cursor - length) {
            throw new IllegalArgumentException("bytes " + position + " + " + length + " of " + name.text()
                    + " do not lie below byte " + cursor);
        }
    }
}
