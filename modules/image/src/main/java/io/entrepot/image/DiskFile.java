package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An open file that is read by position. Thread-safe. Other than a channel it survives the interruption
 * of a thread that uses it.
 */
public final class DiskFile implements AutoCloseable {

    private final Descriptor descriptor;

    DiskFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens a file that the user named for reading; links are followed. */
    static DiskFile open(Path path) throws IOException {
        try {
            int fd = Posix.openat(Posix.AT_FDCWD, PathBytes.of(path), Posix.O_RDONLY | Posix.O_CLOEXEC, 0);
            return new DiskFile(new Descriptor(fd, path));
        } catch (LastErrorException e) {
            throw Failures.of("cannot open", path, e);
        }
    }

    Descriptor descriptor() {
        return descriptor;
    }

    /** Where it was when it was opened; for messages. */
    public Path path() {
        return descriptor.path();
    }

    /** What it is now: kind, size, mode and times. */
    public FileStatus status() throws IOException {
        return descriptor.call("cannot examine", Statx::of);
    }

    /** Its size now, in bytes. */
    public long sizeBytes() throws IOException {
        return status().sizeBytes();
    }

    /**
     * Reads up to {@code length} bytes at {@code position} into {@code dst}.
     *
     * @return the bytes read: fewer than asked for only at the end of the file, 0 behind it
     */
    public int read(long position, byte[] dst, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, dst.length);
        return descriptor.call("cannot read", fd -> {
            Memory buffer = IoBuffers.take();
            try {
                return read(fd, buffer, position, dst, offset, length);
            } finally {
                IoBuffers.giveBack(buffer);
            }
        });
    }

    /**
     * In how many pieces it lies on the disk, after it has been written back; empty where the file system cannot say.
     */
    public OptionalLong extents() throws IOException {
        return Extents.count(descriptor);
    }

    /**
     * The first byte from {@code offset} on, below {@code end}, that may hold data; {@code end} when only a hole is in between, or the
     * file is shorter. A file system that knows no holes says that everything is data.
     */
    public long nextData(long offset, long end) throws IOException {
        return offset >= end ? end : Math.min(end, seek(offset, Posix.SEEK_DATA, end, offset));
    }

    /** Where {@code lseek} gets to; {@code beyondEnd} behind the file's end, {@code unsupported} where holes are not known. */
    long seek(long offset, int whence, long beyondEnd, long unsupported) throws IOException {
        return descriptor.call("cannot look for holes in", fd -> {
            try {
                return Posix.lseek(fd, offset, whence);
            } catch (LastErrorException e) {
                return switch (e.getErrorCode()) {
                    case Posix.ENXIO -> beyondEnd;
                    case Posix.EINVAL, Posix.EOPNOTSUPP, Posix.ENOTTY -> unsupported;
                    default -> throw e;
                };
            }
        });
    }

    /**
     * Lets go of what memory holds of a range, as far as it is written back: what is read of it next comes from the disk. Only whole
     * pages within the range.
     */
    public void forget(long position, long length) throws IOException {
        descriptor.run("cannot read", fd -> Posix.posix_fadvise(fd, position, length, Posix.POSIX_FADV_DONTNEED));
    }

    /**
     * Whether memory holds anything of a range; also where the kernel does not tell, as of files that belong to others.
     *
     * @param position a page's start
     * @param length   at most {@link IoBuffers#BYTES} pages
     */
    boolean isInMemory(long position, long length) throws IOException {
        return descriptor.call("cannot read", fd -> {
            Memory pages = IoBuffers.take();
            try {
                // Fewer are filled in where pages are larger.
                int mostPages = (int) (length / ZeroPages.PAGE_BYTES);
                pages.clear(mostPages);
                Pointer mapped = Posix.mmap(null, length, Posix.PROT_READ, Posix.MAP_SHARED, fd, position);
                try {
                    Posix.mincore(mapped, length, pages);
                } finally {
                    Posix.munmap(mapped, length);
                }
                for (byte page : pages.getByteArray(0, mostPages)) {
                    if ((page & 1) != 0) {
                        return true;
                    }
                }
                return false;
            } catch (LastErrorException e) {
                return true;
            } finally {
                IoBuffers.giveBack(pages);
            }
        });
    }

    private static int read(int fd, Memory buffer, long position, byte[] dst, int offset, int length) {
        int done = 0;
        while (done < length) {
            int wanted = Math.min(length - done, IoBuffers.BYTES);
            int got = readOnce(fd, buffer, wanted, position + done);
            if (got == 0) {
                break;
            }
            buffer.read(0, dst, offset + done, got);
            done += got;
        }
        return done;
    }

    private static int readOnce(int fd, Memory buffer, int bytes, long position) {
        while (true) {
            try {
                return (int) Posix.pread(fd, buffer, bytes, position);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Posix.EINTR) {
                    throw e;
                }
            }
        }
    }

    /** Closes it; a second time does nothing. */
    @Override
    public void close() throws IOException {
        descriptor.close();
    }
}
