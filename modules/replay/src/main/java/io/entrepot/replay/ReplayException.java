package io.entrepot.replay;

/** A replay cannot be done; the message is one sentence that names what is wrong and the way out. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReplayException(String message) {
        super(message);
    }

    public ReplayException(String message, Throwable cause) {
        super(message, cause);
    }

    static ReplayException interrupted() {
        return new ReplayException("It was interrupted; nothing was written.");
    }
}
