package io.entrepot.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.report.Bulletin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScanNewsTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowNs = -3;

    @Test
    void saysNowAndThenHowMuchOfTheTopicIsRead() {
        // Given
        ScanNews news = new ScanNews(new Bulletin(out, out, false), () -> nowNs);

        // When
        news.read(10, 200, 1_000_000);
        nowNs += TimeUnit.SECONDS.toNanos(10);
        news.read(50, 200, 5_000_000);
        news.read(60, 200, 6_000_000);
        nowNs += TimeUnit.SECONDS.toNanos(10);
        news.read(200, 200, 20_000_000);

        // Then
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(2)
                .first().asString().endsWith(" 25 % of the interim topic read, 5.00 MB");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains(" 100 % of the interim topic read, 20.0 MB");
    }
}
