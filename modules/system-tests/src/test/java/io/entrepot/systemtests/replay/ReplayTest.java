package io.entrepot.systemtests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** H: the interim topic alone rebuilds what failed, what was lost, and what another destination is to have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayTest {

    private static final int IMAGE_MIB = 4;

    private Path directory;
    private TestFleet fleet;
    private Cluster cluster;

    /** Many destinations from one publishing: each test has its own. */
    @BeforeAll
    void send(@TempDir Path temporary) {
        directory = temporary;
        fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB).only(TestFleet.GOLDEN, TestFleet.CLONE, TestFleet.REPEATED,
                TestFleet.TINY, TestFleet.EMPTY);
        cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0");
        done(cluster.topics("create", "--fleet", "f", "--partitions", "2", "--replication-factor", "1").run());
        done(sending("one", fleet.names()).run());
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatFailedTakesAnotherTurnAndWhatWasLostIsThereAgain() throws IOException {
        // Given
        Destination here = new Destination(directory.resolve("here"));
        Path foreign = here.root().resolve(TestFleet.CLONE);
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "nobody's");
        try (RunningCopy receiver = receive("d", here)) {
            receiver.awaitLine(line -> Cluster.says(line, "failed", TestFleet.CLONE));
            fleet.names().stream().filter(name -> !name.equals(TestFleet.CLONE))
                    .forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            Files.delete(foreign);

            // When
            List<JsonNode> wouldBe = lines(done(command("retry", "d", "--dry-run").run()));
            assertThat(wouldBe.get(0).path("image").asText()).isEqualTo(TestFleet.CLONE);
            assertThat(wouldBe.get(0).path("verdict").asText()).isEqualTo("recalled");
            assertThat(summary(wouldBe).path("written").asBoolean()).isFalse();
            List<JsonNode> retried = lines(done(command("retry", "d").run()));

            // Then
            assertThat(summary(retried).path("recalled").asInt()).isEqualTo(1);
            receiver.awaitLine(line -> Cluster.says(line, "committed", TestFleet.CLONE) && turn(line) == 2);
            here.holdsExactly(fleet, fleet.names());
            assertThat(summary(lines(done(command("retry", "d").run()))).path("recalled").asInt()).as("nothing is left to retry").isZero();

            // When: what others refer to is lost, and one of them
            Files.delete(here.root().resolve(TestFleet.GOLDEN));
            Files.delete(here.root().resolve(TestFleet.REPEATED));
            List<JsonNode> replayed = lines(done(command("replay", "d", "--image", "{golden,repeated,empty}.img").run()));

            // Then
            assertThat(summary(replayed).path("recalled").asInt()).isEqualTo(3);
            receiver.awaitLine(line -> Cluster.says(line, "committed", TestFleet.GOLDEN) && turn(line) == 2);
            receiver.awaitLine(line -> Cluster.says(line, "committed", TestFleet.REPEATED) && turn(line) == 2);
            here.holdsExactly(fleet, fleet.names());
        }
    }

    /** The last one, because it sends another image. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aNewDestinationGetsWhatWasChosenAndWhatComesAfter() {
        // Given
        Destination there = new Destination(directory.resolve("there"));
        List<String> chosen = List.of(TestFleet.CLONE, TestFleet.EMPTY);
        // When
        List<JsonNode> wouldBe = lines(done(command("replay", "new", "--image", "**/clone 1.img", "--dry-run").run()));
        List<JsonNode> replayed = lines(done(command("replay", "new", "--image", "{empty.img,**/clone 1.img}").run()));
        // Then
        assertThat(summary(wouldBe).path("recalled").asInt()).isEqualTo(1);
        assertThat(summary(wouldBe).path("newDestination").asBoolean()).isTrue();
        assertThat(summary(replayed).path("recalled").asInt()).isEqualTo(2);
        try (RunningCopy receiver = receive("new", there)) {
            chosen.forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            there.holdsExactly(fleet, chosen);
            TestFleet later = fleet.only(TestFleet.CLONE, TestFleet.EMPTY, TestFleet.SHIFTED);
            done(sending("one", List.of(TestFleet.SHIFTED)).run());
            receiver.awaitLine(line -> Cluster.says(line, "committed", TestFleet.SHIFTED));
            there.holdsExactly(later, later.names());
        }
    }

    @Test
    void aResetDestinationBeginsAnewAndKeepsItsFiles() throws IOException {
        // Given
        Destination here = new Destination(directory.resolve("again"));
        try (RunningCopy receiver = receive("again", here)) {
            fleet.names().forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            Result refused = command("reset", "again").run();
            assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
            assertThat(refused.said()).contains("is in use by").contains("Nothing was removed");
            receiver.terminate();
            receiver.result();
        }
        Map<String, String> before = here.identities();
        Files.delete(here.root().resolve(TestFleet.GOLDEN));
        before.remove(TestFleet.GOLDEN);

        // When: Kafka takes members for gone after their session only
        RunningCopy.patiently().pollInterval(Duration.ofSeconds(2)).until(() -> command("reset", "again").run().exit() == 0);
        assertThat(command("reset", "again").run().said()).contains("There is no destination again");

        // Then: over the state of before, which is of no use any more
        try (RunningCopy receiver = receive("again", here)) {
            fleet.names().forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            here.holdsExactly(fleet, fleet.names());
            Map<String, String> after = here.identities();
            after.remove(TestFleet.GOLDEN);
            assertThat(after).as("what was there is not written again").isEqualTo(before);
        }
    }

    @Test
    void whatIsNotAskedForOrNotUnderstoodDoesNothing() {
        // When
        List<JsonNode> none = lines(done(command("replay", "new", "--from-timestamp", "2100-01-01T00:00:00Z").run()));
        Result mistyped = command("replay", "new", "--image", "no-such-*").run();
        Result usage = command("replay", "new", "--from-offset", "zero").run();
        Result twice = command("replay", "new", "--from-offset", "0:5,0:7").run();
        Result nowhere = command("replay", "new", "--from-offset", "0:0,2:0").run();
        // Then
        assertThat(summary(none).path("recalled").asInt()).isZero();
        assertThat(mistyped.exit()).isEqualTo(1);
        assertThat(summary(lines(mistyped)).path("written").asBoolean(true)).as("%s", mistyped).isFalse();
        assertThat(usage.exit()).isEqualTo(2);
        assertThat(usage.said()).contains("--from-offset takes partition and offset");
        assertThat(twice.exit()).isEqualTo(2);
        assertThat(twice.said()).contains("--from-offset names partition 0 twice");
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.said()).contains("There is no partition 2 in the fleet f, which has 2, counted from 0");
    }

    private RunningCopy receive(String destination, Destination to) {
        return cluster.part("receive", "receive-" + destination, "--fleet", "f", "--destination", destination, "--to",
                to.root().toString(), "--command-property", "consumer.session.timeout.ms=6000").start();
    }

    private CopyProcess command(String command, String destination, String... options) {
        List<String> all = new ArrayList<>(List.of("--fleet", "f", "--destination", destination));
        all.addAll(List.of(options));
        return cluster.command(command, all.toArray(String[]::new));
    }

    private CopyProcess sending(String agent, List<String> names) {
        List<String> options = new ArrayList<>(List.of("--fleet", "f", "--agent", agent, "--root", fleet.root().toString()));
        names.forEach(name -> options.add(fleet.root().resolve(name).toString()));
        return cluster.part("send", "agent-" + agent, options.toArray(String[]::new));
    }

    private static Result done(Result result) {
        assertThat(result.exit()).as("%s", result).isZero();
        return result;
    }

    private static long turn(String line) {
        return json(line).path("turn").asLong();
    }

    private static JsonNode summary(List<JsonNode> lines) {
        return lines.get(lines.size() - 1);
    }

    private static List<JsonNode> lines(Result result) {
        return result.out().stream().map(ReplayTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + line, e);
        }
    }
}
