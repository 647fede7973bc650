package io.entrepot.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas in a file. The state is replaced whole, in the file first and then in memory, so that what was handed out is
 * always on disk. Schemas are compared as JSON: the order of a schema's attributes does not make another schema of it,
 * a changed doc does.
 */
final class EmbeddedRegistry implements SchemaRegistry {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryFile file;
    private RegistryState state;

    private EmbeddedRegistry(RegistryFile file, RegistryState state) {
        this.file = file;
        this.state = state;
    }

    static EmbeddedRegistry open(Path path) {
        RegistryFile file = new RegistryFile(path);
        return new EmbeddedRegistry(file, file.read());
    }

    @Override
    public synchronized int register(String subject, String schemaJson) {
        RegistryLimits.check(subject, schemaJson);
        JsonNode schema = parse(subject, schemaJson);
        int known = state.idOf(schema);
        int id = known > 0 ? known : state.nextId();
        if (known == 0 || !state.versions(subject).contains(id)) {
            RegistryState next = state.with(id, schema, subject);
            file.write(next);
            state = next;
        }
        return id;
    }

    @Override
    public synchronized String schema(int id) {
        JsonNode schema = state.schemas().get(id);
        if (schema == null) {
            throw new UnknownSchemaException(id, "the schema registry in " + file.path());
        }
        return schema.toString();
    }

    /** The ids under a subject, oldest version first. */
    synchronized List<Integer> versions(String subject) {
        return new ArrayList<>(state.versions(subject));
    }

    /** Everything that something is registered under. */
    synchronized List<String> subjects() {
        return List.copyOf(state.subjects().keySet());
    }

    @Override
    public void close() {
        // Nothing is held open: every registration was made durable before it was answered.
    }

    private static JsonNode parse(String subject, String schemaJson) {
        try {
            JsonNode schema = JSON.readTree(schemaJson);
            if (schema != null && !schema.isMissingNode()) {
                return schema;
            }
            throw new RegistryException("The schema of subject " + subject + " is empty.");
        } catch (JsonProcessingException e) {
            throw new RegistryException("The schema of subject " + subject + " is not JSON (" + e.getOriginalMessage()
                    + ").", e);
        }
    }
}
