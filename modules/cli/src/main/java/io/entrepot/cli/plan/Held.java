package io.entrepot.cli.plan;

/**
 * What a destination's record says that it wrote under a name.
 *
 * @param generation   which sending
 * @param sizeBytes    holes included
 * @param modifiedAtNs the image's time of modification, which the file was given
 */
public record Held(String generation, long sizeBytes, long modifiedAtNs) {
}
