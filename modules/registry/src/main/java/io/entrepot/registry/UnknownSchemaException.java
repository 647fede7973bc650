package io.entrepot.registry;

/** The registry was asked and has no schema of the id. */
public final class UnknownSchemaException extends RegistryException {

    private static final long serialVersionUID = 1L;

    private final int id;

    public UnknownSchemaException(int id, String registry) {
        super("Schema id " + id + " is not known to " + registry + ".");
        this.id = id;
    }

    public int id() {
        return id;
    }
}
