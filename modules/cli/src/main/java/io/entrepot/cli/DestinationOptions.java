package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.cluster.ReceivingRequest;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which destination of which fleet; the same for all parts that belong to one. */
final class DestinationOptions {

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--destination", required = true, paramLabel = "NAME",
            description = "Name of the destination, part of its topics' names.")
    private String destination;

    @Option(names = "--state", paramLabel = "DIR",
            description = "Where state and a log are kept, for this process alone (default: below ~/.local/state/entrepot).")
    private Path state;

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    SchemaRegistry registry() {
        return cluster.registry();
    }

    ReceivingRequest request(SchemaRegistry registry) {
        try {
            FleetTopics.checkPart("destination", destination);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return new ReceivingRequest(cluster.fleet(), destination, cluster.kafka(), registry, Optional.ofNullable(state));
    }

    boolean json() {
        return json;
    }
}
