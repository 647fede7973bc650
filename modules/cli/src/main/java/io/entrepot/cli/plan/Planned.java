package io.entrepot.cli.plan;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * An image that is to be sent, and how.
 *
 * @param image     and its name in the fleet
 * @param partition that it is to go to; empty to have it placed
 * @param priority  higher takes its turn first
 */
public record Planned(NamedPath image, OptionalInt partition, int priority) {

    /** As in the fleet. */
    public String name() {
        return image.name();
    }

    /** Where it is. */
    public Path path() {
        return image.path();
    }
}
