package io.entrepot.cli;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.watch.HttpAddress;
import io.entrepot.cli.watch.HttpWatch;
import io.entrepot.cli.watch.Watch;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a part can be watched over HTTP, and where. */
final class HttpOptions {

    private static final int PORT_MAX = 65_535;

    @Option(names = "--http-port", paramLabel = "PORT",
            description = {"Serve /metrics for Prometheus, /health/live and /health/ready on this port, and where a resequencer runs a page;",
                "0 takes one that is free (default: serve nothing)."})
    private Integer port;

    @Option(names = "--http-host", paramLabel = "HOST",
            description = "Address to serve it on, to whoever can reach it (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    /** Whether a port was given. */
    boolean isAsked() {
        return port != null;
    }

    Watch watch(String part, Optional<String> fleet, Optional<String> destination) {
        return port == null ? Watch.OFF : watch(port, part, fleet, destination);
    }

    /** On this port where none was given. */
    Watch watchAnyway(int portDefault, String part, Optional<String> fleet, Optional<String> destination) {
        return watch(port == null ? portDefault : port, part, fleet, destination);
    }

    private Watch watch(int at, String part, Optional<String> fleet, Optional<String> destination) {
        if (at < 0 || at > PORT_MAX) {
            throw new UsageException("--http-port is from 0 to " + PORT_MAX + ", not " + at + ".");
        }
        return HttpWatch.at(new HttpAddress(host, at), part, fleet, destination);
    }
}
