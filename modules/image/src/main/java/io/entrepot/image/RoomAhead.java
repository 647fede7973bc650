package io.entrepot.image;

import com.sun.jna.Memory;
import java.io.IOException;

/**
 * Room that the file system sets aside behind the end of a file that is being appended to, the more the longer the file has become. What
 * the file then grows over stays in it: a hole would take room on the disk like data. So of what becomes a hole it is given back before the
 * file grows; what lies beyond stays set aside. Only XFS is known to do so, and only XFS is asked: NFS, for one, makes durable all that was
 * written before it asks its server (docs/decisions/0025).
 */
final class RoomAhead {

    private static final int STATFS_BYTES = 120;
    /** {@code f_type}, which is the first in {@code struct statfs}. */
    private static final long XFS = 0x58465342;

    private final Descriptor descriptor;
    private final boolean setAside;

    /** @param setAside whether the file system does so */
    RoomAhead(Descriptor descriptor, boolean setAside) {
        this.descriptor = descriptor;
        this.setAside = setAside;
    }

    /** Asks the file system what it is. */
    static RoomAhead of(Descriptor descriptor) throws IOException {
        return new RoomAhead(descriptor, descriptor.call("cannot examine the file system of", fd -> {
            try (Memory statfs = new Memory(STATFS_BYTES)) {
                Posix.fstatfs(fd, statfs);
                return statfs.getLong(0) == XFS;
            }
        }));
    }

    /**
     * Gives back what is set aside of a range behind the end of the file; the end stays where it is.
     *
     * @throws NoSpaceException when the volume is so full that there is no room for the change itself
     */
    void giveBack(long position, long length) throws IOException {
        if (setAside && length > 0) {
            descriptor.run("cannot give back room of", fd -> Posix.fallocate(fd, Posix.FALLOC_FL_PUNCH_HOLE | Posix.FALLOC_FL_KEEP_SIZE,
                    position, length));
        }
    }
}
