package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.audit.AuditReport;
import io.entrepot.systemtests.audit.ReceiptBoard;
import io.entrepot.systemtests.audit.SchemaSource;
import io.entrepot.systemtests.audit.TopicAuditor;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.wire.FleetTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.MemberDescription;

/**
 * One fleet on its way over two partitions: two resequencers, a writer for each partition's volume, and two agents for each lot of images
 * that is sent.
 */
final class Crossing implements AutoCloseable {

    static final String DESTINATION = "d";
    private static final int PARTITIONS = 2;

    private final TestCluster cluster;
    private final String fleet;
    private final Path images;
    private final List<Path> volumes = new ArrayList<>();
    private final List<Node> resequencers = new ArrayList<>();
    private final List<Node> writers = new ArrayList<>();
    private final List<Node> others = new ArrayList<>();
    private final ReceiptBoard receipts;
    private int lots;

    /** Makes the fleet's topics; no part runs yet. */
    Crossing(TestCluster cluster, String fleet) {
        this.cluster = cluster;
        this.fleet = fleet;
        images = TestCluster.made(cluster.directory().resolve(fleet).resolve("images"));
        command("topics", Map.of("partitions", Integer.toString(PARTITIONS), "replication-factor", "3", "destination", DESTINATION),
                "topics", "create");
        for (int i = 0; i < PARTITIONS; i++) {
            Path volume = TestCluster.made(cluster.directory().resolve(fleet).resolve("volume-" + i));
            volumes.add(volume);
            resequencers.add(part("resequencer-" + i, Map.of("destination", DESTINATION), "resequence"));
            writers.add(made(i, "writer-" + i));
        }
        receipts = new ReceiptBoard(cluster.brokers().servers(), schemas(), "entrepot." + fleet + "." + DESTINATION + ".receipts");
    }

    private SchemaSource schemas() {
        return SchemaSource.http(cluster.registry().url());
    }

    private Node part(String name, Map<String, String> flags, String... words) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("fleet", fleet);
        return cluster.part(fleet + "-" + name, all, words);
    }

    /** Another writer of a volume that has one, not started. */
    Node writer(int number, String name) {
        Node writer = made(number, name);
        others.add(writer);
        return writer;
    }

    private Node made(int number, String name) {
        return part(name, Map.of("destination", DESTINATION, "volume", number + "=" + volumes.get(number)), "write");
    }

    /** A writer that kills itself right behind the n-th time that it does a step; not started. */
    Node doomedWriter(int number, String name, CommitStep step, int occurrence) {
        Node writer = DoomedWriter.of(made(number, name), cluster.directory(), step, occurrence);
        others.add(writer);
        return writer;
    }

    /** Where a writer, and every process in its place, has its images. */
    Path volume(int number) {
        return volumes.get(number);
    }

    /** Transactions of the resequencers that are open. */
    Map<String, Long> resequencersTransactions() {
        return cluster.openTransactions(new FleetTopics(fleet).applicationId(DESTINATION));
    }

    /** Lets the agents that run send as fast as they can. */
    void letGo() {
        command("rate", Map.of(), "rate", "unlimited");
    }

    private void command(String name, Map<String, String> flags, String... words) {
        try (Node node = part(name, flags, words).start()) {
            assertThat(node.awaitEnd()).as("%s", node).isZero();
        }
    }

    Crossing startReceiving() {
        resequencers.parallelStream().forEach(Node::start);
        writers.parallelStream().forEach(Node::start);
        return this;
    }

    String fleet() {
        return fleet;
    }

    /** Waits until Kafka takes all of them for members of their group, each of which has an address of its own. */
    void awaitResequencers() {
        String group = new FleetTopics(fleet).applicationId(DESTINATION);
        Node.patiently("all resequencers to take part").until(() -> cluster.admin().describeConsumerGroups(List.of(group)).describedGroups()
                .get(group).get().members().stream().map(MemberDescription::host).distinct().count() == resequencers.size());
    }

    List<Node> resequencers() {
        return resequencers;
    }

    List<Node> writers() {
        return writers;
    }

    /** A process of an agent that sends as fast as it can, also what belongs to another one; not started. */
    Node successor(String agent, List<Path> files) {
        return agent(agent, agent, agent, Trial.UNLIMITED, files, "--take-over");
    }

    /** Lots that it has been given so far. */
    int carried() {
        return lots;
    }

    /** A directory of its own for the images of one more lot. */
    Path lot(String name) {
        lots++;
        return images.resolve(name);
    }

    /**
     * A process of an agent, not started.
     *
     * @param agent its name in the fleet
     * @param state directory that it keeps its state in
     * @param files keep their paths below all lots' directory, and go to one partition after the other
     */
    Node agent(String agent, String container, String state, String rate, List<Path> files, String... options) {
        List<String> words = new ArrayList<>(List.of("send"));
        words.addAll(List.of(options));
        Node node = part(container, Map.of("agent", agent, "manifest", manifest(container, files).toString(), "rate", rate, "zstd-level", "1",
                "state", TestCluster.made(cluster.directory().resolve(fleet).resolve(state)).toString()),
                words.toArray(String[]::new));
        others.add(node);
        return node;
    }

    /** By their names all of a lot's images may come to lie on one partition, and what happens on the other would happen to nothing. */
    private Path manifest(String container, List<Path> files) {
        List<String> lines = IntStream.range(0, files.size()).mapToObj(i -> String.format(
                "{\"source\": \"%s\", \"name\": \"%s\", \"partition\": %d}", files.get(i), name(files.get(i)), i % PARTITIONS)).toList();
        try {
            return Files.write(cluster.directory().resolve(fleet).resolve(container + ".manifest"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each of the parts has said, where it can be read when they are gone. */
    void keepLogs(Path directory) {
        TestCluster.made(directory);
        Stream.of(resequencers, writers, others).flatMap(List::stream).forEach(node -> node.keepLog(directory));
    }

    /** An image's name on the topics. */
    String name(Path image) {
        return images.relativize(image).toString();
    }

    /** How far the crossing has got, from Kafka's own word on its offsets. */
    Course course() {
        String destination = "entrepot." + fleet + "." + DESTINATION;
        return Course.of(cluster.admin(), "entrepot." + fleet + ".interim", destination + ".ordered", destination + ".writer", PARTITIONS);
    }

    /** What the writers have said last of each image. */
    Map<String, String> receipts() {
        return receipts.states();
    }

    /** Waits until these images are committed at the destination. */
    void awaitCommitted(List<Path> files) {
        Node.patiently("all images to be committed").until(() -> {
            Map<String, String> states = receipts();
            return files.stream().allMatch(file -> "COMMITTED".equals(states.get(name(file))));
        });
    }

    /** F: each image is on one volume, the same byte for byte; and nothing half done lies there. */
    void isWhole(List<Path> files) {
        for (Path file : files) {
            List<Path> found = volumes.stream().map(volume -> volume.resolve(name(file))).filter(Files::exists).toList();
            assertThat(found).as("files of %s under their final name", file).hasSize(1);
            assertThat(Destination.differences(file, found.get(0))).as("invariant F of %s", file).isEmpty();
        }
        volumes.forEach(volume -> assertThat(new Destination(volume).hiddenNames()).as("partial files left behind").isEmpty());
    }

    /** Nobody has been left behind, though others may have done the work: each receiving part runs. */
    void isUp() {
        Stream.concat(resequencers.stream(), writers.stream()).forEach(node -> assertThat(node.isRunning()).as("runs: %s", node).isTrue());
    }

    /** A to D, G and, where a directory is given to rebuild into, H, from the topics alone. */
    AuditReport audited(Path rebuildInto) {
        try (TopicAuditor auditor = new TopicAuditor(cluster.brokers().servers(), schemas(), rebuildInto, cluster::logs)) {
            AuditReport report = auditor.auditFleet(fleet);
            assertThat(report.findings().violations()).as("%s", report).isEmpty();
            return report;
        }
    }

    @Override
    public void close() {
        receipts.close();
        resequencers.forEach(Node::close);
        writers.forEach(Node::close);
        others.forEach(Node::close);
    }
}
