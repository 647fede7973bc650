package io.entrepot.cli.plan;

import java.nio.file.Path;

/**
 * An image and its name in the fleet.
 *
 * @param name segments joined by {@code /}
 * @param path where it is
 */
public record NamedPath(String name, Path path) {
}
