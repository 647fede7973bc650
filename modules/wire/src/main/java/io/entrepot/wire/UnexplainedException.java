package io.entrepot.wire;

import io.entrepot.registry.RegistryException;

/** The registry does not know a record's schema, and nothing says that it is the registry the topic was written with. */
final class UnexplainedException extends RegistryException {

    private static final long serialVersionUID = 1L;

    UnexplainedException(String message, Throwable cause) {
        super(message, cause);
    }
}
