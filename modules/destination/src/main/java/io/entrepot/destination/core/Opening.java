package io.entrepot.destination.core;

/**
 * What an image said of itself when it was opened.
 *
 * @param size         bytes, holes included
 * @param mode         POSIX permission bits
 * @param modifiedAtNs modification time, nanoseconds since the epoch
 */
public record Opening(long size, int mode, long modifiedAtNs) {
}
