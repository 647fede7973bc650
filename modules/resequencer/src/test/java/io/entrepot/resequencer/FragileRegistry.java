package io.entrepot.resequencer;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistry;

/** A registry that cannot be asked for the schema of one id: whoever meets it stops where it stands. */
record FragileRegistry(SchemaRegistry registry, int brokenId, boolean broken) implements SchemaRegistry {

    @Override
    public int register(String subject, String schemaJson) {
        return registry.register(subject, schemaJson);
    }

    @Override
    public String schema(int id) {
        if (id == brokenId && broken) {
            throw new RegistryException("The registry is away: see to it.");
        }
        return registry.schema(id);
    }

    @Override
    public void close() {
    }
}
