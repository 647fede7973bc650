package io.entrepot.source;

import java.util.List;

/** Sending had to end for all images. The message is one sentence that says why, and the way out. */
public final class SendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SendOutcome> outcomes;

    SendException(String message, Throwable cause, List<SendOutcome> outcomes) {
        super(message, cause);
        this.outcomes = List.copyOf(outcomes);
    }

    /** What came of each image until then; those that were not whole are {@link SendOutcome.Stopped}. */
    public List<SendOutcome> outcomes() {
        return outcomes;
    }
}
