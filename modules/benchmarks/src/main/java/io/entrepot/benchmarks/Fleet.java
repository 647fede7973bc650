package io.entrepot.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The images that are moved: the files of one directory.
 *
 * @param images their names there, sorted
 * @param bytes  of all of them, holes included
 */
public record Fleet(Path directory, List<String> images, long bytes) {

    public Fleet {
        images = List.copyOf(images);
    }

    /** @throws BenchException when there are none */
    public static Fleet in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> images = files.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted().toList();
            if (images.isEmpty()) {
                throw BenchException.usage("There are no images in " + directory + ".");
            }
            return new Fleet(directory.toAbsolutePath().normalize(), images.stream().map(file -> file.getFileName().toString()).toList(),
                    images.stream().mapToLong(file -> file.toFile().length()).sum());
        } catch (IOException e) {
            throw BenchException.usage("The directory " + directory + " cannot be read: " + e + ".");
        }
    }

    /** For a command that runs in the directory: no name looks like an option. */
    public List<String> arguments() {
        return images.stream().map(name -> "./" + name).toList();
    }
}
