package io.entrepot.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A directory that receives images, locked, whole or in part, for as long as this is open. Names come from records and are not trusted:
 * they are checked ({@link ImageName}), and opened below the root without following links. Thread-safe.
 */
public final class Volume implements AutoCloseable {

    /** The directory below the root for everything that is not an image. */
    public static final String STATE_DIRECTORY = ".entrepot";

    private static final int PARTIAL_MODE = 0600;

    private final Path path;
    private final ImageTree tree;
    private final List<VolumeLock> locks;
    private final String writer;
    private final Sharing sharing = new Sharing();
    private final List<NameLock> names;

    private Volume(Path path, Directory root, List<VolumeLock> locks, String writer, boolean shared) {
        this.path = path;
        this.writer = writer;
        this.tree = new ImageTree(root);
        this.locks = List.copyOf(locks);
        this.names = IntStream.range(0, NameLock.COUNT).mapToObj(number -> new NameLock(number, shared)).toList();
    }

    /**
     * Opens the volume at {@code root}, which is made when it is not there, and locks it.
     *
     * @throws IOException when it is not a directory, or in use
     */
    public static Volume open(Path root) throws IOException {
        Directory directory = made(root);
        try (Directory state = directory.openOrCreateDirectory(STATE_DIRECTORY)) {
            return new Volume(root, directory, List.of(VolumeLock.take(state, VolumeLock.OPEN)), "", false);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Opens the volume at {@code root} together with others who have opened other parts of it, and locks these parts. What the parts
     * are is the callers' business, and so is an image that moves from one part to another.
     *
     * @param parts numbers of the parts, at least 0
     * @throws VolumeInUseException when somebody has the volume to himself, or one of the parts
     * @throws IOException when it is not a directory, or cannot be made
     */
    public static Volume openParts(Path root, Collection<Integer> parts) throws IOException {
        Directory directory = made(root);
        List<VolumeLock> locks = new ArrayList<>();
        try (Directory state = directory.openOrCreateDirectory(STATE_DIRECTORY)) {
            locks.add(VolumeLock.share(state, VolumeLock.OPEN));
            SortedSet<Integer> inOrder = new TreeSet<>(parts);
            for (int part : inOrder) {
                locks.add(VolumeLock.takePart(state, part));
            }
            return new Volume(root, directory, locks, inOrder.isEmpty() ? "" : "." + inOrder.first(), true);
        } catch (IOException | RuntimeException e) {
            close(locks);
            directory.close();
            throw e;
        }
    }

    private static void close(List<VolumeLock> locks) throws IOException {
        for (VolumeLock lock : locks) {
            lock.close();
        }
    }

    /**
     * Keeps others who reserve it from the volume at {@code root}, which is made when it is not there: for who decides what is to be
     * done to a volume before it is opened.
     *
     * @return to be closed when that has been done
     * @throws VolumeInUseException when somebody else has reserved it
     * @throws IOException when it is not a directory, or cannot be made
     */
    public static Closeable reserve(Path root) throws IOException {
        try (Directory directory = made(root); Directory state = directory.openOrCreateDirectory(STATE_DIRECTORY)) {
            return VolumeLock.take(state, VolumeLock.RESERVED);
        }
    }

    private static Directory made(Path root) throws IOException {
        requireDirectory(root);
        createDurably(root.toAbsolutePath().normalize());
        return Directory.open(root);
    }

    /** What there is of a path: itself, or the nearest above it. */
    public static Path standing(Path root) {
        Path there = root.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    private static void requireDirectory(Path root) throws IOException {
        Path there = standing(root);
        if (Files.isDirectory(there)) {
            return;
        }
        if (!Files.exists(root)) {
            throw new IOException(root + " cannot be made: " + there + " is " + (Files.isRegularFile(there) ? "a file" : "no directory")
                    + "; name another directory, or move that away");
        }
        if (Files.isRegularFile(root)) {
            throw new IOException(root + " is a file: name a directory to write the images into");
        }
        throw new IOException(root + " is a device or a special file: images are written as files into a directory, "
                + "because on a device every zero would have to be written or proven");
    }

    /** A directory is there for certain only when the one above it has been made durable. */
    private static void createDurably(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        createDurably(directory.getParent());
        Files.createDirectories(directory);
        try (Directory above = Directory.open(directory.getParent())) {
            above.force();
        }
    }

    /** Tells those apart who have parts of the volume open at one time, for as long as they have. */
    public String writer() {
        return writer;
    }

    /** The root as it was given. */
    public Path root() {
        return path;
    }

    /**
     * Keeps everybody else, in this process or another, from what the image's name has, for a moment: a rename and what is written beside it. A
     * thread that has it may take it again. Names share locks, so who has one must not wait for another name's.
     *
     * @param patience hears who has it, again and again, when that takes seconds; false gives up
     * @return to be closed by the thread that took it
     * @throws VolumeInUseException when it is given up
     * @throws IOException when the lock cannot be asked for
     */
    public Closeable lockName(String image, Predicate<VolumeInUseException> patience) throws IOException {
        return names.get(NameLock.numberOf(image)).take(tree, patience);
    }

    /** What has the image's final name; empty when nothing has. */
    public Optional<FileStatus> find(String image) throws IOException {
        return tree.find(new ImageName(image));
    }

    /** Makes durable that the image's final name is what it is now. */
    public void forceName(String image) throws IOException {
        try (Directory directory = openParent(new ImageName(image))) {
            if (directory != null) {
                directory.force();
            }
        }
    }

    /** Opens what has the image's final name for reading; empty when that is no regular file. */
    public Optional<DiskFile> openImage(String image) throws IOException {
        var name = new ImageName(image);
        return tree.openToRead(name, name.fileName());
    }

    /** Opens the partial file of a generation for reading, whoever may be writing it; empty when there is none. */
    public Optional<DiskFile> openPartial(String image, String generation) throws IOException {
        var name = new ImageName(image);
        return tree.openToRead(name, name.partialName(generation));
    }

    /** Whether a generation's partial file is there. */
    public boolean hasPartial(String image, String generation) throws IOException {
        var name = new ImageName(image);
        try (Directory directory = openParent(name)) {
            return directory != null && ImageTree.isRegular(directory, name.partialName(generation));
        }
    }

    /** Opens the file of a generation that a newer one has taken the name of; empty when it was not kept. */
    public Optional<DiskFile> openKept(String image, String generation) throws IOException {
        var name = new ImageName(image);
        try (Directory directory = openParent(name)) {
            Optional<String> kept = directory == null ? Optional.empty() : new KeptGenerations(directory, name).find(generation);
            return kept.isEmpty() ? Optional.empty() : tree.openToRead(name, kept.get());
        }
    }

    /** Opens what has the image's final name to be mended in place; empty when that is no regular file. */
    public Optional<MendedFile> openToMend(String image) throws IOException {
        var name = new ImageName(image);
        return tree.open(name, name.fileName(), Posix.O_RDWR).map(MendedFile::new);
    }

    /** Starts a generation's file, with the directories that lead to it; what is left of an earlier attempt goes. */
    public PartialFile create(String image, String generation) throws IOException {
        var name = new ImageName(image);
        String fileName = name.partialName(generation);
        Directory directory = tree.openOrCreateParent(name);
        try {
            directory.remove(fileName);
            int flags = Posix.O_RDWR | Posix.O_CREAT | Posix.O_EXCL;
            PartialFile partial = partial(directory, name, fileName, directory.openFile(fileName, flags, PARTIAL_MODE), 0);
            try {
                directory.force();
            } catch (IOException | RuntimeException e) {
                partial.close();
                throw e;
            }
            return partial;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Takes a generation's file up again; what lies beyond the cursor is cut off.
     *
     * @param cursor a byte up to which it was made durable
     * @return empty when there is no such file, or it is shorter than that: then the image has to come anew
     */
    public Optional<PartialFile> reopen(String image, String generation, long cursor) throws IOException {
        var name = new ImageName(image);
        String fileName = name.partialName(generation);
        Directory directory = openParent(name);
        try {
            Optional<Descriptor> descriptor = directory == null ? Optional.empty()
                    : cutOff(directory, fileName, cursor);
            if (descriptor.isPresent()) {
                return Optional.of(partial(directory, name, fileName, descriptor.get(), cursor));
            }
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        if (directory != null) {
            directory.close();
        }
        return Optional.empty();
    }

    private PartialFile partial(Directory directory, ImageName name, String fileName, Descriptor descriptor, long cursor)
            throws IOException {
        try {
            return new PartialFile(directory, name, fileName, descriptor, sharing, RoomAhead.of(descriptor), cursor);
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    private static Optional<Descriptor> cutOff(Directory directory, String fileName, long cursor) throws IOException {
        Optional<FileStatus> found = directory.find(fileName).filter(status -> status.kind() == FileStatus.Kind.REGULAR);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // One that was complete has its image's mode, which may not let its owner write, or read.
        if ((found.get().mode() & PARTIAL_MODE) != PARTIAL_MODE) {
            directory.setModeIfPossible(fileName, PARTIAL_MODE);
        }
        Descriptor descriptor = directory.openFile(fileName, Posix.O_RDWR, 0);
        try {
            if (descriptor.call("cannot examine", Statx::of).sizeBytes() >= cursor) {
                descriptor.run("cannot cut off the end of", fd -> Posix.ftruncate(fd, cursor));
                return Optional.of(descriptor);
            }
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
        descriptor.close();
        return Optional.empty();
    }

    /** Removes a generation's partial file; says whether there was one. */
    public boolean removePartial(String image, String generation) throws IOException {
        var name = new ImageName(image);
        try (Directory directory = openParent(name)) {
            return directory != null && directory.remove(name.partialName(generation));
        }
    }

    /** Removes the partial files of every generation of the image but one; says how many there were. */
    public int removeOtherPartials(String image, String generation) throws IOException {
        var name = new ImageName(image);
        String kept = name.partialName(generation);
        int removed = 0;
        try (Directory directory = openParent(name)) {
            if (directory == null) {
                return 0;
            }
            for (String fileName : directory.list()) {
                if (name.isPartialName(fileName) && !fileName.equals(kept) && directory.remove(fileName)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private Directory openParent(ImageName name) throws IOException {
        return tree.openParent(name);
    }

    /** Gives the volume free for others. Partial files that are open stay usable, but unprotected. */
    @Override
    public void close() throws IOException {
        try (tree) {
            close(locks);
        }
    }
}
