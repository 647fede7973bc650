package io.entrepot.monitor;

/** The state of a fleet cannot be told. The message says why, and what to do. */
public final class MonitorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MonitorException(String message, Throwable cause) {
        super(message, cause);
    }
}
