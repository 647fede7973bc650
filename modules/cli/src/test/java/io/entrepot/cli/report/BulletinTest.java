package io.entrepot.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulletinTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** J: names and causes come from topics. */
    @Test
    void nothingFromATopicBeginsALineOrMovesTheCursor() {
        Bulletin bulletin = new Bulletin(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);

        bulletin.image("committed", "a\u001b[2J\nb", "committed", Map.of());
        bulletin.failed("a\nb", "the image a\n12:00:00 c: committed", Map.of());

        assertThat(out.toString(UTF_8)).endsWith("a\uFFFD[2J\uFFFDb: committed" + System.lineSeparator()).hasLineCount(1);
        assertThat(err.toString(UTF_8)).endsWith("FAILED: the image a\uFFFD12:00:00 c: committed" + System.lineSeparator())
                .hasLineCount(1);
    }
}
