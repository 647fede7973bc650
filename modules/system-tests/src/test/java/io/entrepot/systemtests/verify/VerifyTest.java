package io.entrepot.systemtests.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.Program;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that {@code dd} does to finished files is named, mended, and gone; what somebody changed is mended when that is asked for. */
class VerifyTest {

    private static final int IMAGE_MIB = 6;
    private static final int SOME_IMAGES_FAILED = 3;
    private static final long HIT_GOLDEN = 1_000_001;
    private static final long HIT_CLONE = 3 << 20;

    @TempDir
    private Path directory;

    @Test
    void namesWhatWasOverwrittenAndMendsItFromTheInterimTopic() throws IOException {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        Destination there = new Destination(directory.resolve("there"));
        try (Cluster cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0")) {
            // Given
            arrived(cluster, fleet, there);
            Result right = verify(cluster, there).run();
            assertThat(right.exit()).as("%s", right).isZero();
            assertThat(last(right).get("rightImages").asInt()).isEqualTo(fleet.names().size());

            // When
            rot(there.root().resolve(TestFleet.GOLDEN), HIT_GOLDEN, 3);
            rot(there.root().resolve(TestFleet.CLONE), HIT_CLONE, 70_000);
            rot(there.root().resolve(TestFleet.ZEROS), 8_192, 10);
            Program.output("truncate", "--size=-5000", there.root().resolve(TestFleet.STRANGER).toString());
            Files.delete(there.root().resolve(TestFleet.TINY));

            // Then
            Result damaged = verify(cluster, there).run();
            assertThat(damaged.exit()).as("%s", damaged).isEqualTo(SOME_IMAGES_FAILED);
            covers(damaged, TestFleet.GOLDEN, HIT_GOLDEN, HIT_GOLDEN + 3, "differs");
            covers(damaged, TestFleet.CLONE, HIT_CLONE, HIT_CLONE + 70_000, "differs");
            covers(damaged, TestFleet.ZEROS, 8_192, 8_202, "differs");
            long strangerEnd = Files.size(fleet.path(TestFleet.STRANGER));
            covers(damaged, TestFleet.STRANGER, strangerEnd - 5_000, strangerEnd, "missing");
            assertThat(state(damaged, TestFleet.TINY)).isEqualTo("missing");
            assertThat(state(damaged, TestFleet.SHIFTED)).isEqualTo("right");
            assertThat(last(damaged).get("rightImages").asInt()).isEqualTo(fleet.names().size() - 5);

            // When
            Result repaired = verify(cluster, there, "--repair").run();

            // Then
            assertThat(repaired.exit()).as("%s", repaired).isEqualTo(SOME_IMAGES_FAILED);
            for (String name : List.of(TestFleet.GOLDEN, TestFleet.CLONE, TestFleet.ZEROS)) {
                assertThat(state(repaired, name)).as("%s", repaired).isEqualTo("repaired");
            }
            assertThat(state(repaired, TestFleet.STRANGER)).as("that somebody changed it is not undone unasked: %s", repaired).isEqualTo("different");

            // When
            Result undone = verify(cluster, there, "--repair", "--overwrite").run();

            // Then
            assertThat(undone.exit()).as("a missing file is not written by it: %s", undone).isEqualTo(SOME_IMAGES_FAILED);
            assertThat(state(undone, TestFleet.STRANGER)).as("%s", undone).isEqualTo("repaired");
            there.holdsExactly(fleet, fleet.names().stream().filter(name -> !name.equals(TestFleet.TINY)).toList());
            assertThat(verify(cluster, there, "--image", "golden*").run().exit()).isZero();
        }
    }

    private static void arrived(Cluster cluster, TestFleet fleet, Destination there) {
        assertThat(cluster.topics("create", "--fleet", "f", "--partitions", "2", "--replication-factor", "1").run().exit()).isZero();
        List<String> options = new ArrayList<>(List.of("--fleet", "f", "--root", fleet.root().toString()));
        fleet.names().forEach(name -> options.add(fleet.path(name).toString()));
        Result sent = cluster.part("send", "agent", options.toArray(String[]::new)).run();
        assertThat(sent.exit()).as("%s", sent).isZero();
        try (RunningCopy receiver = cluster.part("receive", "receive", "--fleet", "f", "--destination", "d", "--to",
                there.root().toString()).start()) {
            fleet.names().forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            receiver.terminate();
            receiver.result();
        }
    }

    private static CopyProcess verify(Cluster cluster, Destination there, String... options) {
        List<String> all = new ArrayList<>(List.of("--fleet", "f", "--destination", "d", "--to", there.root().toString()));
        all.addAll(List.of(options));
        return cluster.command("verify", all.toArray(String[]::new));
    }

    /** By another program, and with the file's time as it was, as a bad disk would. */
    private static void rot(Path file, long offset, int length) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Program.output("dd", "if=/dev/urandom", "of=" + file, "bs=1", "count=" + length, "seek=" + offset, "conv=notrunc", "status=none");
        Files.setLastModifiedTime(file, before);
    }

    /** What is told of the image is this range and no more than the blocks around it. */
    private static void covers(Result result, String image, long from, long to, String found) {
        List<JsonNode> told = result.out().stream().map(VerifyTest::json).filter(line -> line.get("message_type").asText().equals("difference")
                && line.get("image").asText().equals(image)).toList();
        assertThat(told).as("differences of %s in %s", image, result).isNotEmpty().allMatch(line -> line.get("found").asText().equals(found));
        long first = told.get(0).get("offset").asLong();
        JsonNode last = told.get(told.size() - 1);
        assertThat(first).isLessThanOrEqualTo(from).isGreaterThan(from - (1 << 17));
        assertThat(last.get("offset").asLong() + last.get("length").asLong()).isGreaterThanOrEqualTo(to).isLessThan(to + (1 << 17));
    }

    private static String state(Result result, String image) {
        return result.out().stream().map(VerifyTest::json).filter(line -> line.get("message_type").asText().equals("image")
                && line.get("image").asText().equals(image)).map(line -> line.get("state").asText()).findFirst().orElse("none");
    }

    private static JsonNode last(Result result) {
        return json(result.out().get(result.out().size() - 1));
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + line, e);
        }
    }
}
