package io.entrepot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Memory of a process and its descendants, from {@code /proc}. Not for use by several threads. */
final class ResidentMemory {

    private static final long KIB = 1024;

    private long peakBytes;

    /** Looks once. */
    void sample(ProcessHandle root) {
        long sum = 0;
        for (ProcessHandle each : Stream.concat(Stream.of(root), root.descendants()).toList()) {
            List<String> status = status(each.pid());
            sum += field(status, "VmRSS:");
            peakBytes = Math.max(peakBytes, field(status, "VmHWM:"));
        }
        peakBytes = Math.max(peakBytes, sum);
    }

    long peakBytes() {
        return peakBytes;
    }

    private static List<String> status(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** In bytes; 0 where the line is missing, as it is for what has just ended. */
    static long field(List<String> status, String name) {
        for (String line : status) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length()).replace("kB", "").trim()) * KIB;
            }
        }
        return 0;
    }
}
