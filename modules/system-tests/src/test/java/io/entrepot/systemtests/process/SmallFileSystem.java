package io.entrepot.systemtests.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file system of a few MiB, to be filled. It is a tmpfs in a mount namespace of its own, which a small process holds open; it goes when
 * that process goes, and that goes with this one. Root needs CAP_SYS_ADMIN for it; another user needs user namespaces. Who is inside sees
 * everything else as it is, so programs that are to see it run by {@link #inside}.
 */
public final class SmallFileSystem implements AutoCloseable {

    private static final boolean ROOT = Program.output("id", "-u").equals("0");

    private final Process holder;
    private final Path directory;

    private SmallFileSystem(Process holder, Path directory) {
        this.holder = holder;
        this.directory = directory;
    }

    /** Mounts one over an existing directory. */
    public static SmallFileSystem mount(Path directory, int sizeMiB) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        if (!ROOT) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        // cat ends when our end of its input is closed, by us or by our end.
        command.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=" + sizeMiB + "m tmpfs \"$0\" && echo ready && exec cat",
                directory.toString()));
        try {
            Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader said = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
            String line = said.readLine();
            if (!"ready".equals(line)) {
                throw new IllegalStateException("No small file system can be mounted here (" + line
                        + "): run the tests as root with CAP_SYS_ADMIN, or allow user namespaces.");
            }
            return new SmallFileSystem(holder, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program that runs others inside, to be put in front of their command lines. */
    public List<String> inside() {
        List<String> nsenter = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
        if (!ROOT) {
            nsenter.addAll(List.of("--user", "--preserve-credentials"));
        }
        nsenter.add("--");
        return nsenter;
    }

    /** Where this process sees it. */
    public Path seen() {
        return seen(directory);
    }

    /** Where this process sees another directory as it is inside. */
    Path seen(Path other) {
        return Path.of("/proc/" + holder.pid() + "/root" + other.toAbsolutePath());
    }

    /** Runs a program inside; it has to succeed. */
    public String run(String... command) {
        return Program.output(Stream.concat(inside().stream(), Stream.of(command)).toArray(String[]::new));
    }

    /** Takes up all the room that is left, in a file of this name, which grows. */
    public void fill(String name) {
        Program.run(Stream.concat(inside().stream(),
                Stream.of("dd", "if=/dev/zero", "of=" + directory.resolve(name), "bs=64k", "oflag=append", "conv=notrunc")).toList());
    }

    /** Bytes that are free. */
    public long freeBytes() {
        return Long.parseLong(run("stat", "--file-system", "--format=%a", directory.toString()))
                * Long.parseLong(run("stat", "--file-system", "--format=%S", directory.toString()));
    }

    /** Makes it larger or smaller. */
    public void resize(int sizeMiB) {
        run("mount", "-o", "remount,size=" + sizeMiB + "m", directory.toString());
    }

    @Override
    public void close() {
        holder.destroy();
    }
}
