package io.entrepot.source;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * An image to be sent.
 *
 * @param name      its name in the fleet: segments joined by {@code /}
 * @param path      where it is read
 * @param priority  higher takes its turn at the destination first
 * @param partition of the fleet's topics; empty to have it placed by its name
 */
public record ImageFile(String name, Path path, int priority, OptionalInt partition) {

    public ImageFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(partition, "partition");
    }

    /** An image that is placed by its name. */
    public ImageFile(String name, Path path, int priority) {
        this(name, path, priority, OptionalInt.empty());
    }
}
