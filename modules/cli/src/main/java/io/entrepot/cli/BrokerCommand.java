package io.entrepot.cli;

import io.entrepot.cli.cluster.BrokerJob;
import io.entrepot.cli.watch.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot broker}: the embedded broker as a process of its own. */
@Command(name = "broker", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Runs a Kafka broker and a schema registry until it is stopped, for trying the other commands on one machine.",
            "A broker of one: what it holds is as safe as its disk."})
final class BrokerCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--directory", required = true, paramLabel = "DIR", description = "Holds topics, schemas and a log; made if missing.")
    private Path directory;

    @Option(names = "--listener", paramLabel = "PROTOCOL://HOST:PORT", split = ",",
            description = {"Where clients connect (default: ${DEFAULT-VALUE}); PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, one of each",
                "at most; port 0 takes one that is free. Keys and users come with --config or --property."})
    private List<String> listeners = List.of("PLAINTEXT://127.0.0.1:9092");

    @Option(names = "--advertised-host", paramLabel = "HOST",
            description = "What clients are told to connect to (default: the listener's host, or this machine's name for 0.0.0.0).")
    private String advertisedHost;

    @Option(names = "--registry-host", paramLabel = "HOST",
            description = "Address that the schema registry listens on, without authentication (default: ${DEFAULT-VALUE}).")
    private String registryHost = "127.0.0.1";

    @Option(names = "--registry-port", paramLabel = "PORT", description = "And its port; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int registryPort = 8081;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the broker, as in Kafka's server.properties.")
    private Path config;

    @Option(names = "--property", paramLabel = "NAME=VALUE", split = "\\R", hideParamSyntax = true,
            description = "One such setting, over the file's; may be repeated.")
    private List<String> properties = List.of();

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    BrokerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        BrokerJob.Request request = new BrokerJob.Request(directory, listeners, Optional.ofNullable(advertisedHost), registryHost,
                registryPort, Optional.ofNullable(config), properties);
        try (Watch watch = http.watch("broker", Optional.empty(), Optional.empty())) {
            return new BrokerJob(request, surroundings.bulletin(json), surroundings.interruption(), watch).run();
        }
    }
}
