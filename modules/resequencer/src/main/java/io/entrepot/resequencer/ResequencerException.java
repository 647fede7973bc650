package io.entrepot.resequencer;

/** The resequencer cannot start or go on. The message is one sentence that says why, and the way out. */
public final class ResequencerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ResequencerException(String message, Throwable cause) {
        super(message, cause);
    }
}
