package io.entrepot.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private long nowNs;
    private final Progress progress = new Progress(new LinkedHashMap<>(Map.of("a", 1000L)), false, () -> nowNs);

    @Test
    void anImageGoesThroughItsPhasesAndNeverBack() {
        // When, Then
        assertThat(phase()).isEqualTo(Phase.QUEUED);
        progress.opened("a", 1000);
        assertThat(phase()).isEqualTo(Phase.READING);
        progress.written("a", 100);
        progress.read("a", 500, 400, 50, 50);
        assertThat(phase()).isEqualTo(Phase.WRITING);
        progress.sealed("a", 800, 100, 100);
        assertThat(phase()).isEqualTo(Phase.WRITING);
        progress.committed("a");
        progress.failed("a");
        assertThat(phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void whatIsReadAndNotWrittenWaits() {
        // When
        progress.read("a", 500, 400, 50, 50);
        progress.written("a", 200);

        // Then
        assertThat(progress.status().waitingBytes()).isEqualTo(300);
    }

    @Test
    void imagesOfAnEarlierRunAreNotCounted() {
        // When
        progress.written("b", 200);

        // Then
        assertThat(progress.status().images()).hasSize(1);
    }

    @Test
    void theRateIsThatOfTheLastWhileAndGivesTheTimeLeft() {
        // Given
        for (int second = 0; second <= 60; second++) {
            nowNs = second * SECOND;
            progress.written("a", second < 30 ? 0 : (second - 30) * 10L);

            // When
            progress.status();
        }
        FleetStatus status = progress.status();

        // Then
        assertThat(status.bytesPerSecond()).isEqualTo(10.0);
        assertThat(status.left()).contains(Duration.ofSeconds(70));
    }

    @Test
    void whatWasThereBeforeIsNoPartOfTheRate() {
        // Given
        progress.status();
        progress.there("a");
        nowNs = 10 * SECOND;

        // When
        FleetStatus status = progress.status();

        // Then
        assertThat(status.bytesPerSecond()).isZero();
        assertThat(status.total().phase()).isEqualTo(Phase.DONE);
    }

    private Phase phase() {
        return progress.status().images().get(0).phase();
    }
}
