package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static void read(String text) throws IOException {
        RecordJson.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
