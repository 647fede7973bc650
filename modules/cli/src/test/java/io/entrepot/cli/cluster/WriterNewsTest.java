package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.report.Bulletin;
import io.entrepot.destination.WriterListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WriterNewsTest {

    @Test
    void aDestinationRecordThatIsPassedOverIsNamed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new WriterNews(new Bulletin(out, out, false), WriterListener.NONE).passesOver("The destination record x cannot be read.");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith(" The destination record x cannot be read. The other images go on.\n");
    }
}
