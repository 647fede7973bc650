package io.entrepot.registry;

/** The registry was asked and has no Avro schema of the id: no fault of the registry, but of who wrote the id. */
public final class UnknownSchemaException extends RegistryException {

    private static final long serialVersionUID = 1L;

    private final int id;

    UnknownSchemaException(int id, String registry) {
        super("Schema id " + id + " is not known to " + registry + ".");
        this.id = id;
    }

    UnknownSchemaException(int id, String registry, String why) {
        super("Schema id " + id + " of " + registry + " cannot be used: " + why + ".");
        this.id = id;
    }

    public int id() {
        return id;
    }
}
