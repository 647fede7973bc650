package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.cluster.DestinationJob;
import io.entrepot.cli.cluster.DestinationJob.Writing;
import io.entrepot.cli.cluster.ReceivingRequest;
import io.entrepot.cli.watch.Watch;
import io.entrepot.registry.SchemaRegistry;
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

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    /** Runs those parts of the destination until they are stopped; returns the exit code. */
    int run(Surroundings surroundings, boolean resequences, Optional<Writing> writing) {
        TopicPart.check("destination", destination);
        String part = writing.isEmpty() ? "resequence" : resequences ? "receive" : "write";
        try (SchemaRegistry registry = cluster.registry();
                Watch watch = http.watch(part, Optional.of(cluster.fleet().fleet()), Optional.of(destination))) {
            ReceivingRequest request = new ReceivingRequest(cluster.fleet(), destination, watch.over(cluster.kafka()), registry,
                    Optional.ofNullable(state));
            return new DestinationJob(request, resequences, writing, surroundings.bulletin(json), surroundings.interruption(), watch).run();
        }
    }
}
