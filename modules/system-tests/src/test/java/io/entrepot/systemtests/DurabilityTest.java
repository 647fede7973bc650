package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.RunningCopy.Result;
import io.entrepot.systemtests.syscalls.DurabilityAudit;
import io.entrepot.systemtests.syscalls.Strace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E: what a loss of power could take is never committed. */
class DurabilityTest {

    @Test
    void nothingIsCommittedAheadOfTheFsyncOfWhatItCovers(@TempDir Path directory) {
        // Given
        Workbench bench = Workbench.of(directory, 16).sending(TestFleet.GOLDEN, TestFleet.CLONE, TestFleet.STRANGER, TestFleet.EMPTY);
        Strace strace = new Strace(directory.resolve("trace"));

        // When
        Result result = bench.copy().under(strace.command()).run();

        // Then
        assertThat(result.exit()).as("%s", result).isZero();
        bench.isWhole();
        DurabilityAudit audit = new DurabilityAudit(bench.destination().root().toString(), bench.interim().root().toString())
                .read(strace.calls());
        assertThat(audit.violations()).isEmpty();
        int images = bench.fleet().names().size();
        assertThat(audit.finalNames()).as("files that strace saw being given their final name").isEqualTo(images);
        assertThat(audit.receipts()).as("receipts that strace saw being written").isGreaterThanOrEqualTo(images);
        assertThat(audit.cursors()).as("destination records with a cursor that strace saw").isGreaterThanOrEqualTo(images);
    }
}
