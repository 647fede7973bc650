package io.entrepot.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Difference.Found;
import io.entrepot.destination.verify.core.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VerifyNewsTest {

    private static final long READ_BYTES = 1_500_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowNs = -3;

    private void elapse(long seconds) {
        nowNs += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void saysNowAndThenHowFarItIs() {
        // Given
        VerifyNews news = new VerifyNews(new VerifyText(out, out), () -> nowNs);

        // When
        news.progress("a", READ_BYTES);
        elapse(10);
        news.progress("web/b", READ_BYTES);
        news.progress("web/b", READ_BYTES);
        elapse(9);
        news.progress("web/b", READ_BYTES);
        elapse(1);
        news.progress("c\u001b[2J", READ_BYTES);

        // Then
        assertThat(text()).containsExactly("3.00 MB read, now in web/b", "7.50 MB read, now in c\uFFFD[2J");
    }

    @Test
    void programsAreToldTheSame() {
        // Given
        VerifyNews news = new VerifyNews(new VerifyJson(out), () -> nowNs);
        // When
        elapse(11);
        news.progress("a", READ_BYTES);
        // Then
        assertThat(text()).containsExactly("{\"message_type\":\"progress\",\"image\":\"a\",\"readBytes\":1500000}");
    }

    @Test
    void namesPlaceAndKindOfEachDifference() {
        // Given
        VerifyNews news = new VerifyNews(new VerifyText(out, out), () -> nowNs);
        // When
        news.differs("a", new Difference(4_096, 12_288, Found.DIFFERS, false));
        news.differs("a", new Difference(65_536, 4_096, Found.DIFFERS, true));
        news.differs("a", new Difference(1L << 40, 9, Found.SURPLUS, false));
        new VerifyText(out, out).summary(new Outcome(1, 0, 0, 0, READ_BYTES, READ_BYTES, 3, 16_393, 0, false), Sample.ALL);
        // Then
        assertThat(text()).containsExactly("a: offset 4096, 12288 bytes: differs", "a: offset 65536, 4096 bytes: differs (zeros are due)",
                "a: offset 1099511627776, 9 bytes: beyond the end",
                "0 of 1 images of 1.50 MB are right, 1.50 MB read; 16.4 kB wrong in 3 places");
    }

    private String[] text() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }
}
