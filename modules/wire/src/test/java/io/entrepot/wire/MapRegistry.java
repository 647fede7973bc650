package io.entrepot.wire;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registry in memory whose ids are told to it, and which counts what it is asked. */
final class MapRegistry implements SchemaRegistry {

    /** Throws what a registry throws for an id it does not know; that exception cannot be made outside its package. */
    private static final SchemaRegistry NOTHING = SchemaRegistries.embedded(Path.of("absent", "schemas.json"));

    final Map<String, Integer> ids = new HashMap<>();
    final Map<Integer, String> schemas = new HashMap<>();
    final List<String> subjects = new ArrayList<>();
    int asked;
    RegistryException failure;

    /** Gives every schema of ours an id: 1000 and up, in the order of the types. */
    static MapRegistry ofOurs() {
        MapRegistry registry = new MapRegistry();
        for (RecordType type : RecordType.values()) {
            registry.add(1_000 + type.ordinal(), type.schemaText());
        }
        return registry;
    }

    MapRegistry add(int id, String schema) {
        ids.put(schema, id);
        schemas.put(id, schema);
        return this;
    }

    @Override
    public synchronized int register(String subject, String schemaJson) {
        fail();
        subjects.add(subject);
        return ids.get(schemaJson);
    }

    @Override
    public synchronized String schema(int id) {
        asked++;
        fail();
        String schema = schemas.get(id);
        return schema != null ? schema : NOTHING.schema(id);
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
