package io.entrepot.systemtests.process;

import java.nio.file.Path;
import java.util.List;

/**
 * A disk that loses what files hold: ext4 on a file in a {@link SmallFileSystem}, where room is left for what ext4 itself needs and nothing
 * else. Writing succeeds; the kernel fails to write it back, and tells whoever asks first. Directories, and files of a few hundred bytes,
 * lie in their inodes and are safe. Mounting needs root and a loop device.
 */
public final class LossyDisk implements AutoCloseable {

    private static final int SIZE_MIB = 96;
    /** What the small file system itself needs for a file of that size, and more. */
    private static final int SPARE_MIB = 16;

    private final SmallFileSystem below;
    private final Path directory;
    private final Path file;
    private final Path ballast;

    private LossyDisk(Path directory, Path under) {
        this.directory = directory;
        this.file = under.resolve("disk");
        this.ballast = under.resolve("ballast");
        this.below = SmallFileSystem.mount(under, SIZE_MIB + SPARE_MIB);
    }

    /**
     * Mounts one over an existing directory.
     *
     * @param under another directory, for what it stands on
     */
    public static LossyDisk mount(Path directory, Path under) {
        LossyDisk disk = new LossyDisk(directory, under);
        try {
            disk.make();
            disk.mount();
            // The file has room for all; ext4 gives back what it does not use, and that is taken away.
            disk.below.run("fstrim", directory.toString());
            disk.below.fill(disk.ballast.getFileName().toString());
            return disk;
        } catch (RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private void make() {
        below.run("truncate", "--size=" + SIZE_MIB + "M", file.toString());
        below.run("mkfs.ext4", "-q", "-b", "4096", "-I", "4096", "-N", "64", "-O", "inline_data", file.toString());
        below.run("fallocate", "--length=" + SIZE_MIB + "M", file.toString());
    }

    /** Without that option a file that cannot be written back comes to need a block for its list of extents, which would be lost, too. */
    private void mount() {
        below.run("mount", "-o", "loop,dioread_lock", file.toString(), directory.toString());
    }

    /** What was not written back is forgotten: from now on it shows what is on the disk. */
    public void forget() {
        below.run("umount", directory.toString());
        mount();
    }

    /** From now on nothing is lost. */
    public void makeRoom() {
        below.run("rm", ballast.toString());
    }

    /** The program that runs others where they see it, to be put in front of their command lines. */
    public List<String> inside() {
        return below.inside();
    }

    /** Where this process sees it. */
    public Path seen() {
        return below.seen(directory);
    }

    @Override
    public void close() {
        below.close();
    }
}
