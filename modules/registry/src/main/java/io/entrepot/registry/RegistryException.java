package io.entrepot.registry;

/**
 * The registry refused a request or could not be asked. The message is one sentence that names the registry and the way
 * out.
 */
public class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
