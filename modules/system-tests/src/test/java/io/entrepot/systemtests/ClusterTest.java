package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts as processes of their own: two agents, two partitions, two destinations from one publishing. */
class ClusterTest {

    private static final int IMAGE_MIB = 6;
    private static final int TERMINATED = 143;

    @TempDir
    private Path directory;

    @Test
    void twoAgentsFillTwoDestinationsFromOneFleetsTopics() {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        List<String> first = List.of(TestFleet.GOLDEN, TestFleet.EMPTY, TestFleet.STRANGER);
        List<String> second = fleet.names().stream().filter(name -> !first.contains(name)).toList();
        try (Cluster cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0")) {
            // Given
            Result absent = cluster.part("write", "none", "--fleet", "f", "--destination", "d", "--to", directory.resolve("none").toString())
                    .run();
            assertThat(absent.exit()).as("%s", absent).isEqualTo(1);
            assertThat(absent.said()).contains("There is no fleet f").contains("topics create");
            assertThat(cluster.topics("create", "--fleet", "f", "--partitions", "2", "--replication-factor", "1").run().exit()).isZero();

            // When
            Destination zero = new Destination(directory.resolve("volume-0"));
            Destination one = new Destination(directory.resolve("volume-1"));
            try (RunningCopy receiver = cluster.part("receive", "receive", "--fleet", "f", "--destination", "d1", "--volume",
                    "0=" + zero.root(), "--volume", "1=" + one.root()).start()) {
                receiver.awaitLine(line -> line.contains("\"resequencing\""));
                try (RunningCopy sendingOne = send(cluster, fleet, "one", first).start()) {
                    hasSent(sendingOne.result());
                }
                Result other = hasSent(send(cluster, fleet, "two", second).run());
                assertThat(Summary.of(other).number("newBytes")).as("bytes new to the fleet of what the second agent sent, of %s", other)
                        .isLessThan(Summary.of(other).number("knownBytes"));
                fleet.names().forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
                endsWhenTold(receiver);
            }

            // Then
            List<String> onZero = List.copyOf(zero.finalNames());
            List<String> onOne = List.copyOf(one.finalNames());
            assertThat(Stream.concat(onZero.stream(), onOne.stream())).containsExactlyInAnyOrderElementsOf(fleet.names());
            assertThat(onOne).as("images that were sent to partition 1").containsAll(first);
            zero.holdsExactly(fleet, onZero);
            one.holdsExactly(fleet, onOne);

            // When
            Destination everything = new Destination(directory.resolve("everything"));
            try (RunningCopy writer = cluster.part("write", "write", "--fleet", "f", "--destination", "d2", "--to",
                    everything.root().toString()).start();
                    RunningCopy resequencer = cluster.part("resequence", "resequence", "--fleet", "f", "--destination", "d2").start()) {
                fleet.names().forEach(name -> writer.awaitLine(line -> Cluster.says(line, "committed", name)));
                fleet.names().forEach(name -> resequencer.awaitLine(line -> Cluster.says(line, "done", name)));
                endsWhenTold(resequencer);
                endsWhenTold(writer);
            }

            // Then
            everything.holdsExactly(fleet, fleet.names());
        }
    }

    /** The first agent's images go where they are told to, the other's where their names say. */
    private static CopyProcess send(Cluster cluster, TestFleet fleet, String agent, List<String> names) {
        List<String> options = new ArrayList<>(List.of("--fleet", "f", "--agent", agent, "--root", fleet.root().toString()));
        if (agent.equals("one")) {
            options.addAll(List.of("--partition", "1"));
        }
        names.forEach(name -> options.add(fleet.path(name).toString()));
        return cluster.part("send", "agent-" + agent, options.toArray(String[]::new));
    }

    private static Result hasSent(Result result) {
        assertThat(result.exit()).as("%s", result).isZero();
        return result;
    }

    private static void endsWhenTold(RunningCopy part) {
        part.terminate();
        Result result = part.result();
        assertThat(result.exit()).as("%s", result).isEqualTo(TERMINATED);
        assertThat(result.err()).isEmpty();
    }
}
