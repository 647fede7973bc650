package io.entrepot.destination;

import io.entrepot.destination.core.Failure;

/** One image cannot be had right; the writer goes on with the others. */
final class ImageFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ImageFailure(Failure failure) {
        super(failure.cause(), null, false, false);
        this.failure = failure;
    }

    ImageFailure(String cause) {
        this(Failure.of(cause));
    }

    Failure failure() {
        return failure;
    }
}
