package io.entrepot.wire;

import java.io.IOException;

/** Bytes that do not follow Avro's binary form, or ask for more than is there; the message says what was met. */
final class MalformedException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }

    /** It never leaves this package, and a topic full of such bytes shall cost little. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
