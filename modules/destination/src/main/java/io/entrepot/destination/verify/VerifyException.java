package io.entrepot.destination.verify;

import java.io.IOException;

/** Verifying cannot go on; the message is one sentence that says why and what to do. */
public final class VerifyException extends RuntimeException {

    VerifyException(String message) {
        super(message);
    }

    VerifyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The messages of file operations are clauses. */
    static VerifyException of(IOException e) {
        String clause = e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
        String sentence = Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
        return new VerifyException(sentence.endsWith(".") ? sentence : sentence + ".", e);
    }
}
