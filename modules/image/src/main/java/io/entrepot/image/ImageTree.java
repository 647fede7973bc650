package io.entrepot.image;

import java.io.IOException;
import java.util.Optional;

/** The files below a root by the names of images, reached one directory at a time and without following links. Thread-safe. */
final class ImageTree implements AutoCloseable {

    private final Directory root;

    /** @param root closed with this */
    ImageTree(Directory root) {
        this.root = root;
    }

    /** Where what is no image is kept; closed by the caller. */
    Directory stateDirectory() throws IOException {
        return root.openDirectory(Volume.STATE_DIRECTORY);
    }

    /** What has the image's final name; empty when nothing has. */
    Optional<FileStatus> find(ImageName name) throws IOException {
        try (Directory directory = openParent(name)) {
            return directory == null ? Optional.empty() : directory.find(name.fileName());
        }
    }

    /** Opens a file beside where the image lies for reading; empty when that is no regular file. */
    Optional<DiskFile> openToRead(ImageName name, String fileName) throws IOException {
        return open(name, fileName, Posix.O_RDONLY).map(DiskFile::new);
    }

    /** As above, with flags of {@code open}. */
    Optional<Descriptor> open(ImageName name, String fileName, int flags) throws IOException {
        try (Directory directory = openParent(name)) {
            if (directory == null || !isRegular(directory, fileName)) {
                return Optional.empty();
            }
            return Optional.of(directory.openFile(fileName, flags, 0));
        }
    }

    static boolean isRegular(Directory directory, String fileName) throws IOException {
        return directory.find(fileName).filter(status -> status.kind() == FileStatus.Kind.REGULAR).isPresent();
    }

    /** The directory of the image, or null when it is not there. */
    Directory openParent(ImageName name) throws IOException {
        return walk(name, false);
    }

    Directory openOrCreateParent(ImageName name) throws IOException {
        return walk(name, true);
    }

    private Directory walk(ImageName name, boolean create) throws IOException {
        Directory at = root.again();
        for (String segment : name.directories()) {
            try (Directory above = at) {
                if (!create && above.find(segment).isEmpty()) {
                    return null;
                }
                at = create ? above.openOrCreateDirectory(segment) : above.openDirectory(segment);
            }
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        root.close();
    }
}
