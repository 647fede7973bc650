package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.util.OptionalLong;

/** Asks a file system (FIEMAP) in how many pieces a file lies on the disk. */
final class Extents {

    private static final int STRUCT_BYTES = 32;
    private static final int LENGTH_AT = 8;
    private static final int FLAGS_AT = 16;
    private static final int MAPPED_AT = 20;
    /** Writes the file back first, so that what is only in memory has its place. */
    private static final int FIEMAP_FLAG_SYNC = 1;

    private Extents() {
    }

    /** Empty where the file system cannot say. */
    static OptionalLong count(Descriptor descriptor) throws IOException {
        return descriptor.call("cannot count the extents of", fd -> {
            try (Memory fiemap = new Memory(STRUCT_BYTES)) {
                fiemap.clear();
                fiemap.setLong(LENGTH_AT, -1L);
                fiemap.setInt(FLAGS_AT, FIEMAP_FLAG_SYNC);
                Posix.ioctl(fd, Posix.FS_IOC_FIEMAP, fiemap);
                return OptionalLong.of(fiemap.getInt(MAPPED_AT) & 0xffffffffL);
            } catch (LastErrorException e) {
                // Only a figure: what fails in earnest shows when the file is forced.
                return OptionalLong.empty();
            }
        });
    }
}
