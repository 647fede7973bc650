package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.audit.AuditReport;
import io.entrepot.systemtests.audit.AuditReport.Count;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.interim.HostileRecords;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the interim topic is damaged, or was put there by somebody else. */
class DamageTest {

    /** At most, of an image as small as these. */
    private static final int RECORDS_OF_A_BATCH = 4;

    @TempDir
    private Path directory;

    @Test
    void aDamagedBlockFailsTheImagesThatNeedItAndIsPublishedAnew() throws IOException {
        // Given: a golden image that was sent, and is gone from the destination again, so that its blocks are fetched from interim
        Workbench bench = Workbench.of(directory, 6);
        Workbench golden = bench.sending(TestFleet.GOLDEN);
        golden.copied();
        Files.delete(bench.destination().root().resolve(TestFleet.GOLDEN));
        AuditReport before = bench.interim().audit(null);
        long damaged = before.carriedBy(TestFleet.GOLDEN).get(2);
        bench.interim().spoil(before.interimTopic(), damaged);

        // When
        Workbench clones = bench.sending(TestFleet.CLONE, TestFleet.SHIFTED, TestFleet.STRANGER, TestFleet.ZEROS);
        Result result = clones.copy().run();

        // Then
        AuditReport after = bench.interim().audit(null);
        List<String> needing = clones.fleet().names().stream()
                .filter(name -> after.images().get(name).rebuildFault() != null).toList();
        assertThat(needing).as("images that refer to the damaged block").contains(TestFleet.CLONE).doesNotContain(TestFleet.ZEROS);
        assertThat(result.exit()).as("%s", result).isEqualTo(3);
        needing.forEach(name -> RefusalTest.isOneClearLine(result, name));
        List<String> finished = clones.fleet().names().stream().filter(name -> !needing.contains(name)).toList();
        bench.destination().holdsExactly(bench.fleet(), finished);
        assertThat(after.count(Count.RECORDS_NAMED_BAD)).isEqualTo(1);

        // When
        clones.copied();

        // Then
        clones.isWhole();
        AuditReport last = bench.interim().audit(null);
        assertThat(last.findings().violations()).as("only what the test did itself: %s", last)
                .singleElement().asString().contains("the record is not forwarded as it came");
        clones.fleet().names().forEach(name -> assertThat(last.images().get(name).receipt()).isEqualTo("COMMITTED"));
    }

    @Test
    void aBatchThatIsDamagedOnTheDiskFailsOnlyTheImagesThatNeedIt() throws IOException {
        // Given: as above, and Kafka's client will not give the record out
        Workbench bench = Workbench.of(directory, 6);
        Workbench golden = bench.sending(TestFleet.GOLDEN);
        golden.copied();
        Files.delete(bench.destination().root().resolve(TestFleet.GOLDEN));
        AuditReport before = bench.interim().audit(null);
        bench.interim().damage(before.interimTopic(), before.carriedBy(TestFleet.GOLDEN).get(2));

        // When
        Workbench clones = bench.sending(TestFleet.CLONE, TestFleet.ZEROS);
        Result result = clones.copy().run();

        // Then
        assertThat(result.exit()).as("%s", result).isEqualTo(3);
        RefusalTest.isOneClearLine(result, TestFleet.CLONE);
        assertThat(result.toString()).contains("damaged on its broker's disk");
        bench.destination().holdsExactly(bench.fleet(), List.of(TestFleet.ZEROS));

        // When: each sending publishes the blocks of one record anew, of those that are in the batch
        for (int sending = 0; sending < RECORDS_OF_A_BATCH && result.exit() != 0; sending++) {
            result = clones.copy().run();
        }

        // Then
        clones.isWhole();
    }

    @Test
    void hostileRecordsStopNothing() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 4);
        bench.sending(TestFleet.GOLDEN, TestFleet.TINY).copied();
        String topic = bench.interim().audit(null).interimTopic();
        HostileRecords hostile = new HostileRecords(bench.interim().root().resolve("schemas.json"));
        int sent = bench.interim().withBroker(server -> hostile.send(server, topic));
        assertThat(sent).isGreaterThan(50);
        Map<String, String> before = bench.destination().identities();

        // When
        Result result = bench.copy("--parallel", "4").run();

        // Then
        assertThat(result.exit()).as("%s", result).isZero();
        bench.isWhole();
        assertThat(bench.destination().identities()).containsAllEntriesOf(before);
        assertThat(directory.resolve("destination").resolve(HostileRecords.OUTSIDE)).doesNotExist();
        assertThat(Path.of(HostileRecords.AT_THE_ROOT)).doesNotExist();
        try (var beside = Files.list(directory)) {
            assertThat(beside.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("images", "destination", "interim");
        }
    }
}
