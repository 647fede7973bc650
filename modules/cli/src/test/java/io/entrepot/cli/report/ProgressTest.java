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
        progress.opened("a", 1000, false);
        assertThat(phase()).isEqualTo(Phase.READING);
        progress.written("a", 100, 0);
        progress.read("a", 500, 400, 50, 50);
        assertThat(phase()).isEqualTo(Phase.WRITING);
        progress.sealed("a", 800, 100, 100);
        assertThat(phase()).isEqualTo(Phase.WRITING);
        progress.committed("a");
        progress.failed("a");
        assertThat(phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void dataThatIsReadAndNotWrittenWaits() {
        // When
        progress.read("a", 500, 400, 50, 50);
        progress.written("a", 200, 20);

        // Then
        assertThat(progress.status().waitingBytes()).isEqualTo(400 + 50 - (200 - 20));
    }

    @Test
    void imagesOfAnEarlierRunAreNotCounted() {
        // When
        progress.written("b", 200, 0);

        // Then
        assertThat(progress.status().images()).hasSize(1);
    }

    @Test
    void theRateIsThatOfTheLastWhileAndGivesTheTimeLeft() {
        // Given
        progress.sealed("a", 600, 400, 0);
        for (int second = 0; second <= 60; second++) {
            nowNs = second * SECOND;
            progress.written("a", second < 30 ? 0 : (second - 30) * 10L, 0);

            // When
            progress.status();
        }
        FleetStatus status = progress.status();

        // Then
        assertThat(status.bytesPerSecond()).isEqualTo(10.0);
        assertThat(status.left()).contains(Duration.ofSeconds(70));
    }

    @Test
    void zerosTakeNoTime() {
        // Given
        progress.planned("a", 400, false);
        for (int second = 0; second <= 20; second++) {
            nowNs = second * SECOND;
            progress.read("a", 500 + second * 5L, second * 5L, 0, 500);
            progress.written("a", 500 + second * 5L, 500);

            // When
            progress.status();
        }

        // Then
        assertThat(progress.status().left()).contains(Duration.ofSeconds(60));
    }

    @Test
    void nothingIsSaidOfTheTimeLeftBeforeThereIsAnythingToGoBy() {
        // Given
        progress.status();
        nowNs = 9 * SECOND;
        progress.read("a", 500, 500, 0, 0);
        assertThat(progress.status().left()).as("too soon").isEmpty();

        // When
        nowNs = 11 * SECOND;
        progress.read("a", 20, 20, 0, 0);

        // Then
        assertThat(progress.status().left()).as("too little").isEmpty();
    }

    @Test
    void whatAnEarlierRunHasDoneIsNoPartOfTheRate() {
        // Given
        progress.planned("a", 1000, true);
        progress.status();
        progress.opened("a", 1000, true);
        progress.read("a", 800, 800, 0, 0);
        progress.written("a", 600, 0);
        nowNs = 12 * SECOND;

        // When
        FleetStatus status = progress.status();

        // Then
        assertThat(status.bytesPerSecond()).isZero();
        assertThat(status.left()).isEmpty();
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
