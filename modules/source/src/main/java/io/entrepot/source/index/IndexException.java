package io.entrepot.source.index;

import java.nio.file.Path;

/** The index on disk cannot be used. The message is one sentence that names the directory and the way out. */
public final class IndexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private IndexException(String message, Throwable cause) {
        super(message, cause);
    }

    static IndexException inUse(Path directory, Throwable cause) {
        return new IndexException("The index in " + directory + " is in use by another process: wait until that "
                + "has ended, or give each agent a state directory and a name of its own.", cause);
    }

    static IndexException failed(Path directory, Throwable cause) {
        return new IndexException("The index in " + directory + " cannot be used (" + cause.getMessage()
                + "); it can be removed, and is then built anew from the fleet's journal.", cause);
    }
}
