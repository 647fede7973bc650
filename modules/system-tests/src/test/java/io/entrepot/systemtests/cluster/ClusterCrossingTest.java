package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything as containers of the project's image, undisturbed. */
class ClusterCrossingTest {

    private static final int IMAGE_MIB = 8;

    @TempDir
    private Path directory;

    @Test
    void twoAgentsResequencersAndWritersMoveAFleetOverThreeBrokers() {
        try (TestCluster cluster = new TestCluster(directory); Crossing crossing = new Crossing(cluster, "f").startReceiving()) {
            // Given
            TestFleet lot = TestFleet.make(crossing.lot("lot"), IMAGE_MIB);
            List<Path> files = lot.names().stream().map(lot::path).toList();

            // When
            List<Node> agents = new ArrayList<>();
            IntStream.range(0, 2).forEach(i -> agents.add(crossing.agent("a" + i, "agent-" + i, Crossing.half(lot, i)).start()));
            agents.forEach(agent -> assertThat(agent.awaitEnd()).as("%s", agent).isZero());
            crossing.awaitCommitted(files);

            // Then
            crossing.isWhole(files);
            crossing.audited(directory.resolve("rebuilt"));
        }
    }
}
