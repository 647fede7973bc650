package io.entrepot.systemtests.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.systemtests.Summary;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On every day new bytes are sent in proportion to what changed, and at the destination the rest is made from the day before. */
class IncrementalTest {

    private static final int IMAGE_MIB = 12;
    private static final int DAYS = 4;
    private static final int PAGE = 4096;
    /** One page in a hundred is written anew, each in a run of four; as many more move, which a file system does too. */
    private static final int RUN_PAGES = 4;
    private static final int RUNS = IMAGE_MIB * 256 / 100 / RUN_PAGES;
    /** A changed page makes a block of at most 64 KiB new, and the one behind it may be cut differently. */
    private static final long BYTES_OF_RUN_MAX = 2 * (64 << 10) + RUN_PAGES * PAGE;

    @TempDir
    private Path directory;

    @Test
    void whatADayCostsIsWhatItChanged() throws IOException {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB).only(TestFleet.GOLDEN);
        Destination there = new Destination(directory.resolve("there"));
        Random random = new Random(7);
        Set<String> before = new HashSet<>();
        try (Cluster cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0")) {
            assertThat(cluster.topics("create", "--fleet", "f", "--partitions", "1", "--replication-factor", "1").run().exit()).isZero();
            try (RunningCopy receiver = cluster.part("receive", "receive", "--fleet", "f", "--destination", "d", "--to",
                    there.root().toString(), "--keep-generations", "1").start()) {
                for (int day = 1; day <= DAYS; day++) {
                    // When
                    Result sent = cluster.part("send", "agent", "--fleet", "f", "--root", fleet.root().toString(),
                            fleet.path(TestFleet.GOLDEN).toString()).run();
                    assertThat(sent.exit()).as("%s", sent).isZero();
                    JsonNode committed = json(receiver.awaitLine(line -> Cluster.says(line, "committed", TestFleet.GOLDEN)
                            && !before.contains(json(line).get("generation").asText())));
                    before.add(committed.get("generation").asText());

                    // Then
                    assertThat(Destination.differences(fleet.path(TestFleet.GOLDEN), there.root().resolve(TestFleet.GOLDEN)))
                            .as("day %d", day).isEmpty();
                    if (day > 1) {
                        assertThat(Summary.of(sent).number("newBytes")).as("bytes that were new on day %d", day)
                                .isLessThan(2 * RUNS * BYTES_OF_RUN_MAX);
                        assertThat(committed.get("fetchedBytes").asLong()).as("bytes fetched on day %d: at most what moved, in %s", day, committed)
                                .isLessThanOrEqualTo(2 * RUNS * BYTES_OF_RUN_MAX);
                    }
                    change(fleet.path(TestFleet.GOLDEN), random);
                }
                receiver.terminate();
                receiver.result();
            }
        }
        assertThat(there.hiddenNames()).as("the day before is kept, and no other").hasSize(1).allMatch(name -> name.endsWith(".kept"));
    }

    private static void change(Path image, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int pages = (int) (channel.size() / PAGE) - RUN_PAGES;
            for (int i = 0; i < RUNS; i++) {
                byte[] bytes = new byte[RUN_PAGES * PAGE];
                random.nextBytes(bytes);
                channel.write(ByteBuffer.wrap(bytes), (long) random.nextInt(pages) * PAGE);
                ByteBuffer moved = ByteBuffer.allocate(RUN_PAGES * PAGE);
                channel.read(moved, (long) random.nextInt(pages) * PAGE);
                channel.write(moved.flip(), (long) random.nextInt(pages) * PAGE);
            }
        }
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + line, e);
        }
    }
}
