package io.entrepot.destination.core;

/**
 * What an image said of itself when it was opened.
 *
 * @param size         bytes, holes included
 * @param mode         POSIX permission bits
 * @param modifiedAtNs modification time, nanoseconds since the epoch
 * @param openedAtMs   when it was opened, by its sender's clock, milliseconds since the epoch; 0 where that is not known
 */
public record Opening(long size, int mode, long modifiedAtNs, long openedAtMs) {

    /** Whether it is known to have been opened later: to whose time is not known, everything is later. */
    boolean isAfter(Opening other) {
        return openedAtMs > other.openedAtMs;
    }
}
