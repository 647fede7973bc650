package io.entrepot.destination.verify.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final int PAGE = 4096;

    @Test
    void whatIsMissingIsNoneOfWhatIsOnlyCounted() {
        // Given: zeros that were overwritten in every second page, more often than is listed
        Findings findings = new Findings();
        int pages = 2 * (Findings.DIFFERENCES_MAX + 3);
        for (int page = 0; page < pages; page += 2) {
            findings.wrongZeros((long) page * PAGE, PAGE, Difference.Found.DIFFERS);
        }

        // When: and the file ends in them
        findings.wrongZeros((long) pages * PAGE, 10 * PAGE, Difference.Found.MISSING);

        // Then
        assertThat(findings.untold()).as("the file as a whole is told to have been cut off").isEqualTo(3);
        assertThat(findings.wrongBytes()).as("missing bytes are wrong all the same").isEqualTo((pages / 2 + 10L) * PAGE);
    }
}
