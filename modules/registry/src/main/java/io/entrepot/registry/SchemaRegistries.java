package io.entrepot.registry;

import java.nio.file.Path;
import java.util.Map;

/** The registries there are. */
public final class SchemaRegistries {

    private SchemaRegistries() {
    }

    /**
     * A Confluent Schema Registry, or anything that answers its API.
     *
     * @param url        one base URL, or several separated by commas
     * @param properties the Confluent client's own settings, with or without the prefix {@code schema.registry.}
     */
    public static SchemaRegistry confluent(String url, Map<String, ?> properties) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * A registry in one file of readable JSON, made when it is not there. Ids are the same after a restart: an id is handed out only
     * after the file that holds it is durable. For one process at a time.
     *
     * @throws RegistryException when the file cannot be read or is not one of ours
     */
    public static SchemaRegistry embedded(Path file) {
        throw new UnsupportedOperationException("not built yet");
    }
}
