package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Committed;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.StreamPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    @Test
    void whatADiskMadeOfARecordIsSaidInOneLine() {
        assertThatThrownBy(() -> read("{\n  \"version\" : 1,\n  \"im\u00ffge\" = 3"))
                .isInstanceOf(DamagedRecordException.class).hasMessageStartingWith("it is no JSON (").hasMessageNotContainingAny("\n", "Source");
        assertThatThrownBy(() -> read("")).isInstanceOf(DamagedRecordException.class).hasMessage("it is empty");
        assertThatThrownBy(() -> read("{\"version\": 2}")).isInstanceOf(IOException.class).isNotInstanceOf(DamagedRecordException.class)
                .hasMessage("its version is 2, not 1: another Entrepot wrote it");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(DamagedRecordException.class).hasMessage("it has no field \"version\"");
        assertThatThrownBy(() -> read("{\"version\": 1}")).isInstanceOf(DamagedRecordException.class).hasMessage("it has no field \"image\"");
    }

    @Test
    void aRecordOfBeforeTimesOfOpeningWereKeptIsRead() throws IOException {
        Committed committed = new Committed("g1", 7, "interim", 1, new Opening(8, 0640, 5, 1_000), Digest.of(new byte[32], 0), 9,
                Figures.NONE, new StreamPosition("ordered", 0, 4));
        ImageRecord record = new ImageRecord("disk", Optional.empty(), Optional.of(committed));
        String json = new String(RecordJson.write(record), StandardCharsets.UTF_8);
        assertThat(RecordJson.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(record);

        String old = json.replaceFirst(",\\s*\"openedAtMs\" : 1000", "");
        assertThat(old).isNotEqualTo(json);
        assertThat(RecordJson.read(old.getBytes(StandardCharsets.UTF_8)).committed().orElseThrow().opening())
                .isEqualTo(new Opening(8, 0640, 5, 0));
    }

    private static void read(String text) throws IOException {
        RecordJson.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
