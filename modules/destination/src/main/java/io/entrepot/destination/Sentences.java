package io.entrepot.destination;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The messages of file operations, which are clauses, as sentences. */
final class Sentences {

    private Sentences() {
    }

    static String of(IOException e) {
        String message = e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
        String begun = Character.toUpperCase(message.charAt(0)) + message.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }

    /** What the system says of a file is often no more than the file's name. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException system) {
            return system.getReason() == null ? e.getClass().getSimpleName() : system.getReason();
        }
        return e.getMessage();
    }

    static IOException cannotList(Path directory, IOException e) {
        return new IOException("the directory " + directory + " cannot be listed: " + reason(e), e);
    }
}
