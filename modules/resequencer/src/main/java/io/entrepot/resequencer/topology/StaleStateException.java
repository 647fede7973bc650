package io.entrepot.resequencer.topology;

/** The state is of another interim topic. The message is one sentence that says so, and the way out. */
public final class StaleStateException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    StaleStateException(String message) {
        super(message);
    }
}
