package io.entrepot.cli.copy;

/** A part of the copy has died; the message is one sentence with the way out. */
final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
