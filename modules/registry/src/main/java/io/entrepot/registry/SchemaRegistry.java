package io.entrepot.registry;

/** Gives schemas their ids and ids their schemas. Safe for use by several threads. */
public interface SchemaRegistry extends AutoCloseable {

    /**
     * Registers a schema under a subject, or finds it there. A schema has the same id under every subject.
     *
     * @param subject    at most {@value RegistryLimits#SUBJECT_CHARS_MAX} characters
     * @param schemaJson an Avro schema as text, complete in itself
     * @return the schema's id, not negative
     * @throws RegistryException when the registry refuses the schema or cannot be asked
     */
    int register(String subject, String schemaJson);

    /**
     * @param id as it stands in a record
     * @return the schema as text
     * @throws UnknownSchemaException when the registry has no schema of this id
     * @throws RegistryException      when the registry cannot be asked
     */
    String schema(int id);

    @Override
    void close();
}
