package io.entrepot.systemtests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three nodes of plain Kafka out of the project's image, each broker and controller; every topic on all, two of them needed for a write. */
final class Brokers implements AutoCloseable {

    private static final int COUNT = 3;
    private static final String CLUSTER_ID = "ZW50cmVwb3QtdGVzdHMtMQ";
    private static final String JAVA = "java -Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + ProjectImage.LIBRARIES + "' ";

    private final List<Node> nodes = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();
    private final String servers;

    /**
     * Begins to start them.
     *
     * @param first number of the first one's address in the network
     */
    Brokers(Path directory, ClusterNetwork network, int first) {
        servers = IntStream.range(0, COUNT).mapToObj(i -> network.address(first + i) + ":9092").collect(Collectors.joining(","));
        String voters = IntStream.range(0, COUNT).mapToObj(i -> i + 1 + "@" + network.address(first + i) + ":9093")
                .collect(Collectors.joining(","));
        for (int i = 0; i < COUNT; i++) {
            Path home = directory.resolve("broker-" + (i + 1));
            logs.add(home.resolve("logs"));
            Path settings = write(home, settings(i + 1, network.address(first + i), voters, home.resolve("logs")));
            nodes.add(new Node("broker-" + (i + 1), home, network, network.address(first + i))
                    .withEntryPoint("sh", "-c", JAVA + "kafka.tools.StorageTool format --ignore-formatted --cluster-id " + CLUSTER_ID
                            + " --config " + settings + " && exec " + JAVA + "kafka.Kafka " + settings)
                    .withArguments(List.of()));
        }
        nodes.parallelStream().forEach(Node::start);
    }

    private static Map<String, String> settings(int number, String address, String voters, Path logs) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(number)),
                Map.entry("controller.quorum.voters", voters),
                Map.entry("listeners", "CLIENTS://:9092,CONTROLLER://:9093"),
                Map.entry("advertised.listeners", "CLIENTS://" + address + ":9092"),
                Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", logs.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", "3"),
                Map.entry("min.insync.replicas", "2"),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("offsets.topic.replication.factor", "3"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "3"),
                Map.entry("transaction.state.log.min.isr", "2"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Who died is to be noticed soon, so that a trial is short.
                Map.entry("broker.session.timeout.ms", "6000"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("metric.reporters", ""));
    }

    private static Path write(Path home, Map<String, String> settings) {
        try {
            Files.createDirectories(home);
            return Files.writeString(home.resolve("server.properties"), settings.entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code --bootstrap-server}, from containers and from here. */
    String servers() {
        return servers;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Where a broker, counted from 1 as Kafka names it, has its topics' files. */
    Path logs(int broker) {
        return logs.get(broker - 1);
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
