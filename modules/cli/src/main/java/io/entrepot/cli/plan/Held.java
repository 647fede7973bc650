package io.entrepot.cli.plan;

/**
 * What a destination's record says that it wrote under a name, or was about to give that name.
 *
 * @param generation   which sending
 * @param sizeBytes    holes included
 * @param modifiedAtNs the image's time of modification, which the file was given
 * @param committed    false while its last word has not been said: it may have got the name or not
 */
public record Held(String generation, long sizeBytes, long modifiedAtNs, boolean committed) {
}
