package io.entrepot.image;

import java.io.IOException;

/**
 * A finished image that is mended in place. Extents that it shares with other images are no danger to them: the file system gives
 * who writes to a shared extent a copy of its own first. Not thread-safe.
 */
public final class MendedFile implements AutoCloseable {

    private final Descriptor descriptor;
    private final DiskFile file;

    MendedFile(Descriptor descriptor) {
        this.descriptor = descriptor;
        file = new DiskFile(descriptor);
    }

    /** The same open file, for reading. Closed with this. */
    public DiskFile file() {
        return file;
    }

    /** Gives it a size: what is beyond goes, what is missing becomes a hole. */
    public void resize(long sizeBytes) throws IOException {
        descriptor.run("cannot set the size of", fd -> Posix.ftruncate(fd, sizeBytes));
    }

    /** Writes {@code length} bytes of {@code src} from {@code offset} on. */
    public void write(long position, byte[] src, int offset, int length) throws IOException {
        PositionedWrite.write(descriptor, position, src, offset, length);
    }

    /** Makes durable what was written. When this fails nothing written since the last time can be relied on. */
    public void force() throws IOException {
        descriptor.run("cannot make durable", Posix::fsync);
    }

    /** Gives it a time of modification, durably; nanoseconds since the epoch. */
    public void setModified(long modifiedAtNs) throws IOException {
        descriptor.run("cannot set the time of", fd -> ModifiedTime.set(fd, modifiedAtNs));
        force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
