package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.report.Bulletin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KafkaNewsTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowNs;
    private final KafkaNews news = new KafkaNews(new Bulletin(out, out, false)::say, "k:9092", () -> nowNs);

    @Test
    void saysOnceThatKafkaIsAwayAndOnceThatItIsBack() {
        look(true);
        assertThat(lines()).as("as it should be").containsExactly("");

        look(false);
        look(false);
        look(true);
        look(true);
        assertThat(lines()).hasSize(2);
        assertThat(lines()[0]).contains(" Kafka at k:9092 does not answer.");
        assertThat(lines()[1]).endsWith(" Kafka at k:9092 answers again, after 2:00");

        news.close();
        look(false);
        assertThat(lines()).as("a process that ends is silent").hasSize(2);
    }

    private void look(boolean answers) {
        news.look(() -> answers);
        nowNs += TimeUnit.MINUTES.toNanos(1);
    }

    private String[] lines() {
        return bytes.toString(StandardCharsets.UTF_8).split("\n");
    }
}
