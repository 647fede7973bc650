package io.entrepot.destination;

/**
 * The writer cannot go on. The message is one clear sentence with the way out; what was committed stays, and a later run
 * goes on from there.
 */
public final class WriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WriterException(String message) {
        super(message);
    }

    public WriterException(String message, Throwable cause) {
        super(message, cause);
    }
}
