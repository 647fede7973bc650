package io.entrepot.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The images of a volume for who only reads them, whoever writes to it meanwhile: nothing is made, changed or locked. What has a
 * final name is never written to by Entrepot, only replaced, so an open file stays what it was. Thread-safe.
 */
public final class VolumeReader implements AutoCloseable {

    private final ImageTree tree;

    private VolumeReader(ImageTree tree) {
        this.tree = tree;
    }

    /** @throws IOException when there is no such directory, or it cannot be opened */
    public static VolumeReader open(Path root) throws IOException {
        return new VolumeReader(new ImageTree(Directory.open(root)));
    }

    /** Opens what has the image's final name; empty when that is no regular file. */
    public Optional<DiskFile> openImage(String image) throws IOException {
        var name = new ImageName(image);
        return tree.openToRead(name, name.fileName());
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
