package io.entrepot.cli.plan;

/** What was asked for cannot be done; the message is one sentence for people that says why and, where there is one, the way out. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
