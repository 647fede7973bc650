package io.entrepot.registry;

import java.nio.file.Path;
import java.util.Map;

/** The registries there are. */
public final class SchemaRegistries {

    private SchemaRegistries() {
    }

    /**
     * A Confluent Schema Registry, or anything that answers its API. Nothing is sent before the first schema is asked
     * for.
     *
     * @param url        one base URL, or several of the same registry separated by commas
     * @param properties the Confluent client's own settings (credentials, TLS stores, proxy, timeouts), with or without
     *                   the prefix {@code schema.registry.}
     * @throws RegistryException when the URL or a setting makes no sense
     */
    public static SchemaRegistry confluent(String url, Map<String, ?> properties) {
        return ConfluentRegistry.at(url, properties);
    }

    /**
     * A registry in one file of readable JSON, made when it is not there. Ids are the same after a restart: an id is
     * handed out only after the file that holds it is durable. A changed schema gets a new id and becomes the subject's
     * next version; whether it is compatible is for the reader to find. For one process at a time.
     *
     * @throws RegistryException when the file cannot be read or is not one of ours
     */
    public static SchemaRegistry embedded(Path file) {
        return EmbeddedRegistry.open(file);
    }
}
