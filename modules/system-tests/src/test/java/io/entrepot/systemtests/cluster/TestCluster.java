package io.entrepot.systemtests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/** Brokers and a registry, started once for all tests that break parts of it, and the parts' containers told where they are. */
final class TestCluster implements AutoCloseable {

    private static final int REGISTRY_ADDRESS = 9;
    private static final int FIRST_BROKER_ADDRESS = 10;
    private static final int FIRST_PART_ADDRESS = 20;
    private static final int BROKERS = 3;
    private static final String JAVA_OPTIONS = "-Xms64m -Xmx320m -XX:TieredStopAtLevel=1";
    /**
     * Who died is to be noticed in seconds, so that a trial is short. A resequencer that never comes back leaves its transaction open for
     * as long as the transaction may take.
     */
    private static final String KAFKA_PROPERTIES = String.join("\n", "producer.transaction.timeout.ms=15000",
            "consumer.session.timeout.ms=8000", "consumer.heartbeat.interval.ms=2000");

    private final Path directory;
    private final ClusterNetwork network;
    private final Brokers brokers;
    private final RegistryServer registry;
    private final AtomicInteger addresses = new AtomicInteger(FIRST_PART_ADDRESS);

    /** Starts them and waits until they answer. */
    TestCluster(Path directory) {
        this.directory = directory.toAbsolutePath();
        network = new ClusterNetwork();
        registry = new RegistryServer(network, REGISTRY_ADDRESS);
        brokers = new Brokers(this.directory, network, FIRST_BROKER_ADDRESS);
        registry.awaitReady();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.servers()))) {
            Node.patiently("three brokers").until(() -> nodes(admin) == BROKERS);
        }
    }

    private static int nodes(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException notYet) {
            return 0;
        }
    }

    /**
     * A part, its flags from the environment as in {@code docker/compose.yaml}; not started.
     *
     * @param flags by their names without the dashes
     */
    Node part(String name, Map<String, String> flags, String... words) {
        return node(name, flags, words).withArguments(List.of(words));
    }

    private Node node(String name, Map<String, String> flags, String... words) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("ENTREPOT_BOOTSTRAP_SERVER", brokers.servers());
        environment.put("ENTREPOT_SCHEMA_REGISTRY", registry.url());
        environment.put("ENTREPOT_COMMAND_PROPERTY", KAFKA_PROPERTIES);
        environment.put("ENTREPOT_JAVA_OPTIONS", JAVA_OPTIONS);
        environment.put("ENTREPOT_JSON", "true");
        environment.put("XDG_STATE_HOME", made(directory.resolve("states").resolve(name)).toString());
        flags.forEach((flag, value) -> environment.put("ENTREPOT_" + flag.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), value));
        return new Node(name, directory, network, network.address(addresses.getAndIncrement())).withEnvironment(environment);
    }

    static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where everything lies that containers read and write. */
    Path directory() {
        return directory;
    }

    Brokers brokers() {
        return brokers;
    }

    RegistryServer registry() {
        return registry;
    }

    @Override
    public void close() {
        brokers.close();
        registry.close();
        network.close();
    }
}
