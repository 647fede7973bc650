package io.entrepot.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of this process's children that have ended, and of those that these had waited for, as the kernel adds it up
 * (proc(5), {@code cutime} and {@code cstime}): nothing that lives only between two samples is lost.
 */
final class ChildrenTime {

    /** {@code USER_HZ}, which Linux promises to programs on every machine it runs Java on. */
    private static final long TICK_NS = 10_000_000;
    /** Of the fields behind the program's name. */
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;

    private ChildrenTime() {
    }

    static long ns() {
        try {
            return ns(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long ns(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) * TICK_NS;
    }
}
