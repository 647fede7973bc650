package io.entrepot.image;

import java.io.IOException;
import java.nio.file.Path;

/** A volume, or a quota on it, is full. It can come with a write as well as with an fsync. */
public final class NoSpaceException extends IOException {

    private final transient Path path;

    NoSpaceException(Path path, Throwable cause) {
        super("no space is left for " + path + "; make room on its volume and run again, "
                + "it goes on where it stopped", cause);
        this.path = path;
    }

    /** The file that had no room. */
    public Path path() {
        return path;
    }
}
