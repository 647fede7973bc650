package io.entrepot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class JournalStartsTest {

    private static final TopicPartition ONE = new TopicPartition("journal", 0);
    private static final TopicPartition TWO = new TopicPartition("journal", 1);

    @Test
    void aSmallJournalIsReadWhole() {
        // When
        JournalStarts starts = JournalStarts.of(Map.of(ONE, 10L), Map.of(ONE, 1_000L), Map.of(ONE, 5_000L), 5_000);

        // Then
        assertThat(starts).isEqualTo(new JournalStarts(Map.of(ONE, 10L), true));
    }

    @Test
    void aLargeOneIsReadFromWhereTheBoundAllows() {
        // When
        JournalStarts starts = JournalStarts.of(Map.of(ONE, 0L, TWO, 500L), Map.of(ONE, 1_000L, TWO, 500L),
                Map.of(ONE, 1_000_000L, TWO, 0L), 250_000);

        // Then
        assertThat(starts).isEqualTo(new JournalStarts(Map.of(ONE, 750L, TWO, 500L), false));
    }

    @Test
    void whereSizesAreNotToldEntriesAreTakenToBeLarge() {
        // When
        JournalStarts starts = JournalStarts.of(Map.of(ONE, 0L), Map.of(ONE, 1_000_000L), Map.of(), 160 << 20);

        // Then
        assertThat(starts.whole()).isFalse();
        assertThat(starts.from().get(ONE)).isEqualTo(1_000_000L - 1_024);
    }
}
