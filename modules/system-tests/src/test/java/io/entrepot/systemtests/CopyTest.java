package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.audit.AuditReport;
import io.entrepot.systemtests.audit.AuditReport.Count;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One fleet, sent by interleaved senders, and what can be said of it afterwards; then the same command once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CopyTest {

    private static final int IMAGE_MIB = 24;

    private Workbench bench;
    private Result first;
    private AuditReport report;

    @BeforeAll
    void copiesAFleet(@TempDir Path directory) {
        bench = Workbench.of(directory, IMAGE_MIB);
        first = bench.copied("--parallel", "4", "--json");
        report = bench.auditedWhole();
    }

    @Test
    @Order(1)
    void everyImageIsTheSame() {
        bench.isWhole();
    }

    @Test
    @Order(1)
    void whatCameEarlyWaitedAndWasDrained() {
        Summary summary = Summary.of(first);
        assertThat(summary.number("waitedBytes")).as("bytes that waited, of %s", first).isPositive();
        assertThat(summary.number("drainedBytes")).as("bytes that were drained, of %s", first).isPositive();
        assertThat(report.count(Count.ROWS_THAT_EVER_WAITED)).as("rows of the changelog of what waits").isPositive();
        assertThat(report.count(Count.WAITING_ROWS)).as("invariant G: rows that wait at rest").isZero();
    }

    @Test
    @Order(1)
    void imagesWereWrittenOneAfterTheOther() {
        long images = bench.fleet().names().size();
        assertThat(report.count(Count.TURNS)).isGreaterThanOrEqualTo(images);
        if (report.count(Count.PARKS) == 0) {
            assertThat(report.count(Count.SWITCHES)).as("image switches with nothing parked (B)").isEqualTo(images - 1);
        }
        assertThat(report.count(Count.PARTITIONS_TRIMMED)).as("partitions of which the auditor saw only a part").isZero();
    }

    @Test
    @Order(1)
    void whatImagesHaveInCommonCrossedOnce() {
        assertThat(report.count(Count.INTERIM_VALUE_BYTES)).isLessThan(bench.fleet().logicalBytes() / 3);
    }

    @Test
    @Order(2)
    void aRerunSendsNothingAndChangesNothing() {
        // Given
        Map<String, String> before = bench.destination().identities();

        // When
        Result again = bench.copied("--parallel", "4", "--json");

        // Then
        assertThat(bench.destination().identities()).isEqualTo(before);
        bench.isWhole();
        AuditReport after = bench.interim().audit(null);
        assertThat(after.count(Count.INTERIM_RECORDS)).as("%s", again).isEqualTo(report.count(Count.INTERIM_RECORDS));
        assertThat(after.count(Count.GENERATIONS)).isEqualTo(report.count(Count.GENERATIONS));
        assertThat(after.findings().violations()).isEmpty();
    }
}
