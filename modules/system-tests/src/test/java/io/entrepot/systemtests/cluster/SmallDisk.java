package io.entrepot.systemtests.cluster;

import io.entrepot.systemtests.process.Program;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own for a directory that containers use: a tmpfs that is as large as what lies on it, or much larger. Containers see
 * it when they are started after it was mounted. Mounting needs root. Docker has to see it, so it is mounted for all to see; by its source
 * {@code bin/test} finds what tests of its own that were killed have left.
 */
final class SmallDisk implements AutoCloseable {

    private static final String ROOMY = "8g";
    private static final String SOURCE = "entrepot-test-" + System.getenv().getOrDefault("ENTREPOT_TEST_RUN", "");

    private final String directory;

    private SmallDisk(Path directory) {
        this.directory = directory.toString();
    }

    /** Puts one, with plenty of room, under what lies in the directory, which nobody uses meanwhile. */
    static SmallDisk under(Path directory) {
        Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
        Program.output("cp", "-a", directory.toString(), aside.toString());
        SmallDisk disk = new SmallDisk(directory);
        Program.output("mount", "-t", "tmpfs", "-o", "size=" + ROOMY, SOURCE, disk.directory);
        Program.output("cp", "-a", aside + "/.", disk.directory);
        Program.output("rm", "-r", aside.toString());
        return disk;
    }

    /** Not a byte is free from now on. Whoever writes between the look at what is used and the change makes that too small, which is refused. */
    void fill() {
        Node.patiently("a disk no larger than what lies on it").until(() -> Program.run(resized(Long.toString(usedBytes()))).exit() == 0);
    }

    /** As much as anybody needs. */
    void free() {
        Program.output(resized(ROOMY).toArray(String[]::new));
    }

    private List<String> resized(String size) {
        return List.of("mount", "-o", "remount,size=" + size, directory);
    }

    private long usedBytes() {
        return Math.max(1, stat("%b") - stat("%f")) * stat("%S");
    }

    private long stat(String format) {
        return Long.parseLong(Program.output("stat", "--file-system", "--format=" + format, directory));
    }

    @Override
    public void close() {
        Program.output("umount", "--lazy", directory);
    }
}
