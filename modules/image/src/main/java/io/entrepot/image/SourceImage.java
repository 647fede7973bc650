package io.entrepot.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A disk image that is read: a regular file, open for as long as this is. Thread-safe. */
public final class SourceImage implements AutoCloseable {

    private final DiskFile file;
    private final FileStatus opened;
    private final long sizeBytes;

    private SourceImage(DiskFile file) throws IOException {
        this.file = file;
        opened = file.status();
        if (opened.kind() != FileStatus.Kind.REGULAR) {
            throw new IOException(file.path() + " is " + opened.kind().words() + ", not a disk image: name files");
        }
        sizeBytes = opened.sizeBytes();
    }

    /**
     * Opens an image; links are followed.
     *
     * @throws IOException when it is not there, not readable, or not a file
     */
    public static SourceImage open(Path path) throws IOException {
        var file = DiskFile.open(path);
        try {
            var image = new SourceImage(file);
            image.readInSpots(false);
            return image;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where it was when it was opened. */
    public Path path() {
        return file.path();
    }

    /** Its size when it was opened. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Its permission bits when it was opened. */
    public int mode() {
        return opened.mode();
    }

    /** Size, times and identity when it was opened. */
    public Fingerprint fingerprint() {
        return opened.fingerprint();
    }

    /**
     * The first byte at or after {@code offset} that may hold data; the image's size when only a hole follows. A file
     * system that knows no holes says that everything is data.
     */
    public long nextData(long offset) throws IOException {
        return offset >= sizeBytes ? sizeBytes : file.nextData(offset, sizeBytes);
    }

    /** The start of the first hole at or after {@code offset}; the image's size when there is none. */
    public long nextHole(long offset) throws IOException {
        return offset >= sizeBytes ? sizeBytes
                : Math.min(sizeBytes, file.seek(offset, Posix.SEEK_HOLE, sizeBytes, sizeBytes));
    }

    /**
     * Reads exactly {@code length} bytes at {@code position} into {@code dst}.
     *
     * @throws ImageChangedException when the image has become shorter than that
     */
    public void read(long position, byte[] dst, int offset, int length) throws IOException {
        int read = file.read(position, dst, offset, length);
        if (read < length) {
            throw new ImageChangedException(path() + " changed while it was read: it now ends at byte "
                    + (position + read)
                    + " of " + sizeBytes);
        }
    }

    /** Whether it is read here and there from now on, and not front to back: then the kernel reads nothing ahead. */
    public void readInSpots(boolean spots) throws IOException {
        file.descriptor().run("cannot read", fd -> Posix.posix_fadvise(fd, 0, 0, spots ? Posix.POSIX_FADV_RANDOM : Posix.POSIX_FADV_SEQUENTIAL));
    }

    /** As {@link #read}, of a few bytes, of which nothing is left in memory that was not there before. */
    public void glance(long position, byte[] dst, int offset, int length) throws IOException {
        ReadBehind behind = readBehind();
        behind.reading(position);
        read(position, dst, offset, length);
        behind.end();
    }

    /** For one that reads it front to back. */
    ReadBehind readBehind() {
        return new ReadBehind(file);
    }

    /** What has changed since the image was opened, in words; empty when nothing has. */
    public Optional<String> changedSince() throws IOException {
        return opened.fingerprint().differenceTo(file.status().fingerprint());
    }

    /** @throws ImageChangedException when the image has changed since it was opened */
    public void requireUnchanged() throws IOException {
        Optional<String> change = changedSince();
        if (change.isPresent()) {
            throw new ImageChangedException(path() + " changed while it was read: " + change.get());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
