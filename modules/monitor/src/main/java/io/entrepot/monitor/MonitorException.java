package io.entrepot.monitor;

/** The state of a fleet cannot be told. The message says why, and what to do. */
public final class MonitorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message a sentence that says what is the matter, and the way out */
    public MonitorException(String message, Throwable cause) {
        super(message, cause);
    }
}
