package io.entrepot.image;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.util.concurrent.TimeUnit;

/**
 * Reads {@code struct statx}, whose layout, other than that of {@code struct stat}, is the same on every architecture.
 */
final class Statx {

    private static final int STRUCT_BYTES = 256;
    private static final int BASIC_STATS = 0x7ff;
    private static final int MODE_AT = 0x1c;
    private static final int INODE_AT = 0x20;
    private static final int SIZE_AT = 0x28;
    private static final int CHANGED_AT = 0x60;
    private static final int MODIFIED_AT = 0x70;
    private static final int DEVICE_AT = 0x88;
    private static final long NS_PER_S = 1_000_000_000L;

    private Statx() {
    }

    /** Of the file that is open as {@code fd}. */
    static FileStatus of(int fd) throws LastErrorException {
        return of(fd, new byte[1], Posix.AT_EMPTY_PATH);
    }

    /** Of what {@code name} is in the directory; a link is not followed. */
    static FileStatus at(int directory, byte[] name) throws LastErrorException {
        return of(directory, name, Posix.AT_SYMLINK_NOFOLLOW);
    }

    private static FileStatus of(int directory, byte[] path, int flags) throws LastErrorException {
        try (Memory memory = new Memory(STRUCT_BYTES)) {
            Posix.statx(directory, path, flags, BASIC_STATS, memory);
            long device = (long) memory.getInt(DEVICE_AT) << 32 | memory.getInt(DEVICE_AT + 4) & 0xffffffffL;
            var fingerprint = new Fingerprint(memory.getLong(SIZE_AT), timeNs(memory, MODIFIED_AT),
                    timeNs(memory, CHANGED_AT), device, memory.getLong(INODE_AT));
            return FileStatus.of(memory.getShort(MODE_AT) & 0xffff, fingerprint);
        }
    }

    /** Nanoseconds since the epoch; from the year 2262 on the last that there are, and before 1677 the first. */
    private static long timeNs(Memory memory, int at) {
        long wholeNs = TimeUnit.SECONDS.toNanos(memory.getLong(at));
        return wholeNs > Long.MAX_VALUE - NS_PER_S ? Long.MAX_VALUE : wholeNs == Long.MIN_VALUE ? wholeNs : wholeNs + memory.getInt(at + 8);
    }
}
