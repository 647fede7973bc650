package io.entrepot.systemtests.cluster;

import io.entrepot.systemtests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/** Brokers and a registry, started once for all tests that break parts of it, and the parts' containers told where they are. */
final class TestCluster implements AutoCloseable {

    private static final int REGISTRY_ADDRESS = 9;
    private static final int FIRST_BROKER_ADDRESS = 10;
    private static final int FIRST_PART_ADDRESS = 20;
    private static final int BROKERS = 3;
    private static final String STATES = "states";
    private static final String JAVA_OPTIONS = "-Xms64m -Xmx320m -XX:TieredStopAtLevel=1";
    /** So long nobody hears of a member of a group before it counts as gone. */
    static final Duration SESSION = Duration.ofSeconds(6);
    /**
     * Who died is to be noticed in seconds, so that a trial is short. A resequencer that never comes back leaves its transaction open for
     * as long as the transaction may take. Of several crossings most parts are at rest: those look less often whether there is something.
     */
    private static final String KAFKA_PROPERTIES = String.join("\n", "producer.transaction.timeout.ms=10000", "streams.poll.ms=100",
            "consumer.session.timeout.ms=" + SESSION.toMillis(), "consumer.heartbeat.interval.ms=1500");

    private final Path directory;
    private final ClusterNetwork network;
    private final Brokers brokers;
    private final RegistryServer registry;
    private final Admin admin;
    private final Map<Path, SmallDisk> disks = new ConcurrentHashMap<>();
    private final AtomicInteger addresses = new AtomicInteger(FIRST_PART_ADDRESS);

    /** Starts them and waits until they answer. */
    TestCluster(Path directory) {
        this.directory = directory.toAbsolutePath();
        network = new ClusterNetwork();
        registry = new RegistryServer(network, REGISTRY_ADDRESS);
        brokers = new Brokers(this.directory, network, FIRST_BROKER_ADDRESS);
        registry.awaitReady();
        admin = Admin.create(Map.of("bootstrap.servers", brokers.servers()));
        awaitBrokers();
    }

    /** Waits until all brokers are there and have caught up: no partition has fewer replicas in sync than it should. */
    void awaitBrokers() {
        Node.patiently("three brokers in sync").until(this::isWhole);
    }

    /** Waits until the brokers miss one of them. */
    void awaitLoss() {
        Node.patiently("a broker to be missed").until(() -> !isWhole());
    }

    private boolean isWhole() throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size() == BROKERS
                    && admin.describeTopics(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get())
                            .allTopicNames().get().values().stream().flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.isr().size() == BROKERS);
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    /** Where a partition's leader has its files, in which what is trimmed can be seen for as long as it is not deleted. */
    Path logs(TopicPartition partition) {
        try {
            return brokers.logs(admin.describeTopics(List.of(partition.topic())).allTopicNames().get().get(partition.topic())
                    .partitions().get(partition.partition()).leader().id());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("nobody says where " + partition + " is", e);
        }
    }

    /** For what tests ask the brokers themselves. */
    Admin admin() {
        return admin;
    }

    /**
     * A part, its flags from the environment as in {@code docker/compose.yaml}; not started.
     *
     * @param flags by their names without the dashes
     */
    Node part(String name, Map<String, String> flags, String... words) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("ENTREPOT_BOOTSTRAP_SERVER", brokers.servers());
        environment.put("ENTREPOT_SCHEMA_REGISTRY", registry.url());
        environment.put("ENTREPOT_COMMAND_PROPERTY", KAFKA_PROPERTIES);
        environment.put("ENTREPOT_JAVA_OPTIONS", JAVA_OPTIONS);
        environment.put("ENTREPOT_JSON", "true");
        environment.put("XDG_STATE_HOME", made(directory.resolve(STATES).resolve(name)).toString());
        flags.forEach((flag, value) -> environment.put("ENTREPOT_" + flag.toUpperCase(Locale.ROOT).replace('-', '_'), value));
        return new Node(name, directory, network, network.address(addresses.getAndIncrement())).withEnvironment(environment)
                .withArguments(List.of(words));
    }

    static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all that a part that is not running has noted on disk. */
    void deleteState(Node part) {
        try (Stream<Path> paths = Files.walk(directory.resolve(STATES).resolve(part.name()))) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
            made(directory.resolve(STATES).resolve(part.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a copy of what a part that is not running has noted on disk. */
    void keepState(Node part) {
        Path state = directory.resolve(STATES).resolve(part.name());
        Program.output("rm", "-rf", stale(state));
        Program.output("cp", "-a", state.toString(), stale(state));
    }

    /** Puts the copy in the place of all that the part has noted since. */
    void putBackState(Node part) {
        Path state = directory.resolve(STATES).resolve(part.name());
        Program.output("rm", "-r", state.toString());
        Program.output("cp", "-a", stale(state), state.toString());
    }

    private static String stale(Path state) {
        return state + ".stale";
    }

    /** The disk under a directory, which nobody uses now, and which has one of its own from the first call on. */
    SmallDisk disk(Path directory) {
        return disks.computeIfAbsent(directory, SmallDisk::under);
    }

    /** Transactions that are open, by the ids of those of one part, with the time at which each was begun. */
    Map<String, Long> openTransactions(String prefix) {
        try {
            List<String> ids = admin.listTransactions(new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING))).all()
                    .get().stream().map(TransactionListing::transactionalId).filter(id -> id.startsWith(prefix)).toList();
            Map<String, Long> open = new HashMap<>();
            admin.describeTransactions(ids).all().get().forEach((id, transaction) -> {
                if (transaction.state() == TransactionState.ONGOING) {
                    open.put(id, transaction.transactionStartTimeMs().orElse(0));
                }
            });
            return open;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the brokers do not say which transactions are open", e);
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

    /** Whichever cannot be closed, the others are. */
    @Override
    public void close() {
        List<Runnable> all = new ArrayList<>(List.of(admin::close, brokers::close, registry::close));
        disks.values().forEach(disk -> all.add(disk::close));
        all.add(network::close);
        RuntimeException failed = null;
        for (Runnable each : all) {
            try {
                each.run();
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
