package io.entrepot.systemtests.syscalls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * strace, to be put in front of a command line.
 *
 * @param log where it writes
 */
public record Strace(Path log) {

    /** Room for a destination record: its cursor is read from what is written. */
    private static final int STRING_BYTES = 4096;

    public List<String> command() {
        return List.of("strace", "--follow-forks", "--seccomp-bpf", "--decode-fds=path", "--quiet=all", "--signal=none",
                "--string-limit=" + STRING_BYTES, "--output=" + log,
                "--trace=write,pwrite64,writev,pwritev,ftruncate,fallocate,ioctl,copy_file_range,fsync,fdatasync,"
                        + "rename,renameat,renameat2");
    }

    /** Writes to a file give EIO, as of a disk that breaks, from each thread's n-th on. */
    public List<String> breaking(Path file, int write) {
        return List.of("strace", "--follow-forks", "--seccomp-bpf", "--quiet=all", "--signal=none", "--output=" + log,
                "--trace-path=" + file, "--trace=write,pwrite64,writev,pwritev",
                "--inject=write,pwrite64,writev,pwritev:error=EIO:when=" + write + "+");
    }

    /**
     * The writer of a file, who waits for windows to be written back, hears before an fsync that was asked for earlier: windows begin so
     * late that one is asked for before the first wait, and that one begins so late that the wait is over.
     *
     * @param delayS so long it begins behind its call
     */
    public List<String> forcingLast(Path file, int delayS) {
        return List.of("strace", "--follow-forks", "--seccomp-bpf", "--decode-fds=path", "--quiet=all", "--signal=none", "--output=" + log,
                "--trace-path=" + file, "--trace=fdatasync,sync_file_range",
                "--inject=fdatasync:delay_enter=" + delayS + "s", "--inject=sync_file_range:delay_enter=400ms");
    }

    public List<SystemCall> calls() {
        try {
            return SystemCall.parse(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
