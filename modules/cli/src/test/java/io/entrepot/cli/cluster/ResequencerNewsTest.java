package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.report.Bulletin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResequencerNewsTest {

    private static final int REFUSED = 5_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowNs;

    @Test
    void ofManyRecordsThatAreLeftOutTheFirstAreNamedAndTheOthersCounted() {
        // Given
        ResequencerNews news = new ResequencerNews(new Bulletin(out, out, false), true, () -> nowNs);

        // When
        for (int offset = 0; offset < REFUSED; offset++) {
            news.refused(1, offset, "It is of a generation that was not opened.");
        }
        nowNs += TimeUnit.SECONDS.toNanos(10);
        news.refused(1, REFUSED, "It is of a generation that was not opened.");

        // Then
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(11);
        assertThat(lines[0]).endsWith(" Partition 1, offset 0: a record was left out: It is of a generation that was not opened.");
        assertThat(lines[10]).endsWith(" Partition 1, offset 5000: a record was left out: It is of a generation that was not opened."
                + " (and 4,990 more since the last that was told of)");
    }
}
