package io.entrepot.resequencer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.resequencer.core.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names of nodes and stores are persisted in topics and directories: no change may rename one by accident. */
class DescriptionTest {

    @Test
    void isWhatItWas() throws IOException {
        // Given
        SequencerSettings settings = Bench.settings(Bench.WIDE, null, null, new Tally(), "topic-1", "recalls-1", (partition, action) -> { });
        // When
        String description = ResequencerTopology.of(settings).describe().toString();
        // Then
        try (InputStream golden = getClass().getResourceAsStream("/golden/topology.txt")) {
            assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
