package io.entrepot.registry;

/** A schema could not be kept: no fault of who registers it. */
final class RegistryStoreException extends RegistryException {

    private static final long serialVersionUID = 1L;

    RegistryStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
