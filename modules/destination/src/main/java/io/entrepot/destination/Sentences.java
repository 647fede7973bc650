package io.entrepot.destination;

import java.io.IOException;

/** The messages of file operations, which are clauses, as sentences. */
final class Sentences {

    private Sentences() {
    }

    static String of(IOException e) {
        String message = e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
        String begun = Character.toUpperCase(message.charAt(0)) + message.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
