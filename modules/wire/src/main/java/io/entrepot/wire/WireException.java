package io.entrepot.wire;

/**
 * Bytes from a topic that are not a record of ours, or one beyond its limits. The message is one sentence that names
 * what is wrong.
 */
public final class WireException extends Exception {

    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
