package io.entrepot.benchmarks.link;

import io.entrepot.benchmarks.BenchException;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Ports;
import io.entrepot.benchmarks.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Broker and {@code receive} on the far side, {@code send} on the near one. All know the broker by one name, as clients of
 * Kafka must; what that name means differs by side, through Java's own hosts file.
 */
final class EntrepotCrossing {

    private static final String BROKER_NAME = "broker.bench";
    private static final String NEAR = "127.0.0.2";
    private static final String FAR = "127.0.0.1";
    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration WHOLE_MAX = Duration.ofHours(12);

    private final Fleet fleet;
    private final Scratch scratch;
    private final Path entrepot;
    private final LinkShape shape;

    EntrepotCrossing(Fleet fleet, Scratch scratch, Path entrepot, LinkShape shape) {
        this.fleet = fleet;
        this.scratch = scratch;
        this.entrepot = entrepot;
        this.shape = shape;
    }

    /** From the start of {@code send} to the last receipt. */
    Crossing run() throws IOException, InterruptedException {
        Path out = scratch.empty("out");
        Path rest = scratch.empty("scratch");
        int kafka = Ports.free();
        int registry = Ports.free();
        try (Service broker = Service.start("broker", command("broker", "--json", "--directory", rest.resolve("kafka").toString(),
                "--listener", "PLAINTEXT://" + FAR + ":" + kafka, "--advertised-host", BROKER_NAME, "--registry-port",
                Integer.toString(registry)), side(rest, FAR), rest.resolve("broker.log"))) {
            broker.await(1, line -> line.contains("\"ready\""), START_MAX);
            try (Service create = part("topics", List.of("create", "--partitions", "1", "--replication-factor", "1"), rest, FAR, kafka,
                    registry)) {
                create.awaitDone(START_MAX);
            }
            try (Service receive = part("receive", List.of("--json", "--destination", "far", "--to", out.toString(), "--state",
                    rest.resolve("far").toString()), rest, FAR, kafka, registry);
                    Link link = new Link(InetAddress.getByName(NEAR), InetAddress.getByName(FAR), shape)) {
                receive.await(1, line -> line.contains("\"resequencing\""), START_MAX);
                link.open(kafka);
                link.open(registry);
                Crossing crossing = send(link, receive, rest, kafka, registry);
                compare(out);
                return crossing;
            }
        }
    }

    private Crossing send(Link link, Service receive, Path rest, int kafka, int registry) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--json", "--agent", "near", "--state", rest.resolve("near").toString()));
        fleet.images().forEach(image -> arguments.add(fleet.directory().resolve(image).toString()));
        long startNs = System.nanoTime();
        try (Service send = part("send", arguments, rest, NEAR, kafka, registry)) {
            send.await(1, line -> line.contains("\"message_type\":\"sent\""), WHOLE_MAX);
            double thereSeconds = (System.nanoTime() - startNs) / 1e9;
            receive.await(fleet.images().size(), line -> line.contains("\"committed\""), WHOLE_MAX);
            double wholeSeconds = (System.nanoTime() - startNs) / 1e9;
            send.awaitDone(START_MAX);
            return new Crossing("entrepot", thereSeconds, wholeSeconds, link.upBytes(), link.downBytes());
        }
    }

    private Service part(String command, List<String> arguments, Path rest, String side, int kafka, int registry) throws IOException {
        List<String> all = new ArrayList<>(command(command));
        // What stands behind `topics` is a command of its own, and comes before the options.
        int options = command.equals("topics") ? 1 : 0;
        all.addAll(arguments.subList(0, options));
        all.addAll(List.of("--fleet", "bench", "--bootstrap-server", BROKER_NAME + ":" + kafka, "--schema-registry",
                "http://" + side + ":" + registry));
        all.addAll(arguments.subList(options, arguments.size()));
        return Service.start(command, all, side(rest, side), rest.resolve(command + ".log"));
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(entrepot.toString()));
        command.addAll(List.of(words));
        return command;
    }

    /** Environment of a process on a side: which address the broker's name has there. */
    private static Map<String, String> side(Path rest, String address) throws IOException {
        Path hosts = rest.resolve("hosts-" + address);
        Files.writeString(hosts, "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n" + address + " " + BROKER_NAME + "\n");
        return Map.of("ENTREPOT_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    }

    private void compare(Path out) throws IOException {
        for (String image : fleet.images()) {
            Path there = out.resolve(image);
            if (!Files.exists(there) || Files.mismatch(fleet.directory().resolve(image), there) >= 0) {
                throw BenchException.failed(image + " did not arrive as it was.");
            }
        }
    }
}
