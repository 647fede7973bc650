package io.entrepot.image;

import com.sun.jna.Memory;

/** Gives open files a time of modification. */
final class ModifiedTime {

    private static final int TIMES_BYTES = 32;
    private static final long UTIME_OMIT = (1L << 30) - 2;
    private static final long NS_PER_S = 1_000_000_000L;

    private ModifiedTime() {
    }

    /** @param modifiedAtNs nanoseconds since the epoch */
    static void set(int fd, long modifiedAtNs) {
        try (Memory times = new Memory(TIMES_BYTES)) {
            times.setLong(0, 0);
            times.setLong(8, UTIME_OMIT);
            times.setLong(16, Math.floorDiv(modifiedAtNs, NS_PER_S));
            times.setLong(24, Math.floorMod(modifiedAtNs, NS_PER_S));
            Posix.futimens(fd, times);
        }
    }
}
