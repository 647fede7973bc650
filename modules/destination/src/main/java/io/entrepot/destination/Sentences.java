package io.entrepot.destination;

import io.entrepot.image.Reasons;
import java.io.IOException;
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

    static IOException cannotList(Path directory, IOException e) {
        return new IOException("the directory " + directory + " cannot be listed: " + Reasons.of(e), e);
    }
}
