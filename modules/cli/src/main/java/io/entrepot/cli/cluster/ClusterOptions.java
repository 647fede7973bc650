package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.Logs;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which fleet, on which cluster; the same for every part, as for Kafka's own tools. */
public final class ClusterOptions {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String REGISTRY_URL = "url";

    @Option(names = "--fleet", required = true, paramLabel = "NAME", description = "Name of the fleet, part of its topics' names.")
    private String fleet;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT",
            description = "Kafka's address; several separated by commas (or bootstrap.servers among the properties).")
    private String bootstrapServer;

    @Option(names = "--command-config", paramLabel = "FILE",
            description = {"Kafka's own settings, as for its tools. producer., consumer., streams. and admin. in front limit one to that",
                "client; schema.registry. in front is for the schema registry's."})
    private Path commandConfig;

    @Option(names = "--command-property", paramLabel = "NAME=VALUE", split = "\\R", hideParamSyntax = true,
            description = "One such setting, over the file's; may be repeated. In the environment, one on each line.")
    private List<String> commandProperties = List.of();

    @Option(names = "--schema-registry", paramLabel = "URL",
            description = "The schema registry, Confluent's or one with its API (or schema.registry.url among the properties).")
    private String schemaRegistry;

    /**
     * The fleet's topics.
     *
     * @throws UsageException when it cannot be a fleet's name
     */
    public FleetTopics fleet() {
        try {
            return new FleetTopics(fleet);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /**
     * How to reach Kafka: flags over properties over the file.
     *
     * @throws UsageException when a setting is missing or cannot be what it is
     */
    public KafkaSettings kafka() {
        Map<String, String> properties = new HashMap<>(PropertySources.file("--command-config", commandConfig));
        properties.putAll(PropertySources.pairs("--command-property", commandProperties));
        String server = bootstrapServer == null ? properties.get(BOOTSTRAP) : bootstrapServer;
        properties.remove(BOOTSTRAP);
        if (server == null) {
            throw new UsageException("Say where Kafka is: --bootstrap-server HOST:PORT.");
        }
        Logs.showWaiting();
        try {
            return new KafkaSettings(server, properties);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /**
     * A client of the schema registry, the caller's to close. Nothing is asked of it yet.
     *
     * @throws UsageException when no URL was given
     */
    public SchemaRegistry registry() {
        Map<String, String> properties = new HashMap<>(kafka().registry());
        String url = schemaRegistry == null ? properties.get(REGISTRY_URL) : schemaRegistry;
        properties.remove(REGISTRY_URL);
        if (url == null) {
            throw new UsageException("Say where the schema registry is: --schema-registry URL.");
        }
        return SchemaRegistries.confluent(url, properties);
    }
}
