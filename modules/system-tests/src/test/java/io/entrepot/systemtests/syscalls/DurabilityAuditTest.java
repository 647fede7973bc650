package io.entrepot.systemtests.syscalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An audit that finds nothing may be blind: it is shown a good trace, and then the same with one call left out. */
class DurabilityAuditTest {

    private static final String RECORD = "{\\n  \\\"incoming\\\" : {\\n    \\\"generation\\\" : \\\"1-2\\\",\\n    \\\"cursor\\\" : 8,";
    private static final String RECEIPT = "8 write(8</i/broker/logs/x.receipts-0/0.log>, \"x\", 300) = 300";
    private static final List<String> GOOD = List.of(
            "7 pwrite64(5</d/.a.img.1-2.partial>, \"x\", 8, 0) = 8",
            "7 fdatasync(5</d/.a.img.1-2.partial> <unfinished ...>",
            "8 pwrite64(5</d/.a.img.1-2.partial>, \"x\", 4, 8) = 4",
            "7 <... fdatasync resumed>) = 0",
            "7 pwrite64(6</d/.entrepot/.a.json.tmp>, \"" + RECORD + "\", 1, 0) = 1",
            "7 fsync(6</d/.entrepot/.a.json.tmp>) = 0",
            "7 renameat(4</d/.entrepot>, \".a.json.tmp\", 4</d/.entrepot>, \"a.json\") = 0",
            "7 fsync(4</d/.entrepot>) = 0",
            RECEIPT,
            "8 write(8</i/broker/logs/x.receipts-0/0.log>, \"x\", 78) = 78",
            "7 fsync(5</d/.a.img.1-2.partial>) = 0",
            "7 pwrite64(6</d/.entrepot/.a.json.tmp>, \"{}\", 1, 0) = 1",
            "7 fsync(6</d/.entrepot/.a.json.tmp>) = 0",
            "7 renameat(4</d/.entrepot>, \".a.json.tmp\", 4</d/.entrepot>, \"a.json\") = 0",
            "7 fsync(4</d/.entrepot>) = 0",
            "7 renameat2(3</d>, \".a.img.1-2.partial\", 3</d>, \"a.img\", RENAME_NOREPLACE) = 0",
            "7 fsync(3</d>) = 0",
            RECEIPT);

    @Test
    void aGoodTraceHasNoViolations() {
        // When
        DurabilityAudit audit = audit(GOOD);

        // Then
        assertThat(audit.violations()).isEmpty();
        assertThat(List.of(audit.finalNames(), audit.records(), audit.cursors(), audit.receipts())).containsExactly(1, 2, 1, 2);
    }

    @Test
    void everyForceThatIsLeftOutBreaksE() {
        for (int line : new int[] {5, 7, 10, 12, 14, 16}) {
            // When
            List<String> trace = new ArrayList<>(GOOD);
            String left = trace.remove(line);

            // Then
            assertThat(audit(trace).violations()).as("without " + left).isNotEmpty();
        }
    }

    @Test
    void aRecordAheadOfWhatWasForcedBreaksE() {
        // When
        List<String> trace = new ArrayList<>(GOOD);
        trace.remove(3);
        trace.remove(1);

        // Then
        assertThat(audit(trace).violations()).singleElement().asString().contains("a destination record says 8 bytes");
    }

    @Test
    void aForceThatBeganBeforeTheWriteEndedDoesNotCount() {
        // When
        List<String> trace = new ArrayList<>(GOOD);
        trace.add(2, "9 pwrite64(5</d/.a.img.1-2.partial>, \"y\", 1, 1) = 1");

        // Then
        assertThat(audit(trace).violations()).singleElement().asString().contains("a destination record says 8 bytes");
    }

    @Test
    void aReceiptAheadOfTheRecordBreaksE() {
        // When
        List<String> trace = new ArrayList<>(GOOD);
        trace.remove(8);
        trace.add(3, RECEIPT);

        // Then
        assertThat(audit(trace).violations()).isNotEmpty();
    }

    private static DurabilityAudit audit(List<String> lines) {
        return new DurabilityAudit("/d", "/i").read(SystemCall.parse(lines));
    }
}
