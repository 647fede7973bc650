package io.entrepot.destination;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/** Names that images have or may have: each file's path below a root. A directory that is closed to us holds none that we could name. */
final class FinalNames extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Consumer<String> found;

    FinalNames(Path root, Consumer<String> found) {
        this.root = root;
        this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        found.accept(root.relativize(file).toString());
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException closed) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
        if (failed != null) {
            throw Sentences.cannotList(directory, failed);
        }
        return FileVisitResult.CONTINUE;
    }
}
