package io.entrepot.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Directories with all that is in them. */
public final class Trees {

    private Trees() {
    }

    /**
     * Removes the directory if it is there; what vanishes meanwhile is no fault. Links are removed, not followed. Files go on all cores: of a
     * large one that was just written, the kernel has hundreds of thousands of pages to let go of.
     */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        list(tree, files, directories);
        try {
            files.parallelStream().forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path emptied : directories) {
            Files.deleteIfExists(emptied);
        }
    }

    /** @param directories are in the order in which they can be removed */
    private static void list(Path tree, List<Path> files, List<Path> directories) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) {
                directories.add(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
