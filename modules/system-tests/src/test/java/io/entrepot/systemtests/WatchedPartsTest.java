package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each part says of itself over HTTP is what docs/metrics.md says of it. */
class WatchedPartsTest {

    private static final int IMAGE_MIB = 3;
    private static final List<String> IMAGES = List.of(TestFleet.GOLDEN, TestFleet.STRANGER);

    @TempDir
    private Path directory;

    @Test
    void eachPartHasTheFiguresThatAreDocumentedForItAndNoOthers() {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        Destination destination = new Destination(directory.resolve("volume"));
        try (Cluster cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0", "--http-port", "0")) {
            tellsItsFigures(cluster.watched(), "broker");
            assertThat(cluster.topics("create", "--fleet", "f", "--destination", "d", "--partitions", "1", "--replication-factor", "1").run()
                    .exit()).isZero();

            // Given an agent that waits for a destination that nobody writes
            try (RunningCopy agent = cluster.part("send", "agent", "--fleet", "f", "--http-port", "0", "--wait", "d", "--root",
                    fleet.root().toString(), fleet.path(IMAGES.get(0)).toString(), fleet.path(IMAGES.get(1)).toString()).start()) {
                tellsItsFigures(Watched.of(agent, "Watched at"), "send");

                // When one comes to pass on, and then one to write
                try (RunningCopy resequencer = part(cluster, "resequence");
                        RunningCopy writer = passedOn(resequencer, cluster, destination)) {
                    IMAGES.forEach(name -> writer.awaitLine(line -> Cluster.says(line, "committed", name)));
                    Watched writing = Watched.of(writer, "\"started\"");
                    tellsItsFigures(writing, "write");

                    // Then
                    assertThat(writing.get("")).isEqualTo("200 entrepot write: see /health/live, /health/ready, /metrics\n");
                    assertThat(writing.get("metrics")).contains("entrepot_writer_images_total{destination=\"d\",fleet=\"f\",outcome=\"committed\",part=\"write\"} 2.0");
                    assertThat(agent.result().exit()).isZero();
                    Watched passing = Watched.of(resequencer, "\"started\"");
                    RunningCopy.patiently().until(() -> passing.get("metrics")
                            .contains("entrepot_fleet_images{destination=\"d\",fleet=\"f\",part=\"resequence\",state=\"committed\"} 2.0"));
                    RunningCopy.patiently().until(() -> passing.get("fleet.json").contains("\"committed\":2"));
                }
            }
        }
    }

    private static RunningCopy part(Cluster cluster, String command, String... options) {
        List<String> all = new ArrayList<>(List.of("--fleet", "f", "--destination", "d", "--http-port", "0"));
        all.addAll(List.of(options));
        return cluster.part(command, command, all.toArray(String[]::new)).start();
    }

    /** Starts the writer when the resequencer has said all that it can say: whose turn it is, it says while somebody has one. */
    private static RunningCopy passedOn(RunningCopy resequencer, Cluster cluster, Destination destination) {
        Watched passing = Watched.of(resequencer, "\"started\"");
        tellsItsFigures(passing, "resequence");
        assertThat(passing.get("")).startsWith("200 <!DOCTYPE html>");
        return part(cluster, "write", "--to", destination.root().toString());
    }

    private static void tellsItsFigures(Watched part, String command) {
        part.ready();
        assertThat(part.get("health/live")).isEqualTo("200 live\n");
        RunningCopy.patiently().untilAsserted(() -> assertThat(part.figures()).isEqualTo(documented(command)));
        assertThat(part.get("metrics").lines().filter(line -> line.startsWith("entrepot_"))).allMatch(line -> line.contains("part=\"" + command + "\""));
    }

    private static Set<String> documented(String command) {
        try {
            return Files.readAllLines(Path.of("../../docs/metrics.md")).stream().filter(line -> line.startsWith("| `entrepot_"))
                    .map(line -> line.split("\\|")).filter(row -> Arrays.asList(row[4].strip().split(", ")).contains(command))
                    .map(row -> row[1].replaceAll("[ `]", "")).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
