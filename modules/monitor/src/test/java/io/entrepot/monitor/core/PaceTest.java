package io.entrepot.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long START_MS = 1_700_000_000_000L;

    private final Pace pace = new Pace();

    @Test
    void isWhatCameInTheWindow() {
        // Given
        for (int second = 0; second <= 120; second++) {
            pace.add(START_MS + second * 1_000, second < 90 ? 5_000 : 1_000);
        }

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 120_000)).isCloseTo(1_000, within(50.0));
    }

    @Test
    void ofSomethingThatHasJustBegunIsOverItsOwnTime() {
        // Given
        pace.add(START_MS, 1_000_000);
        pace.add(START_MS + 2_000, 2_000);
        pace.add(START_MS + 4_000, 2_000);

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 4_000)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void ofSomethingThatHasBegunAgainIsNotOverThePause() {
        // Given
        pace.add(START_MS, 0);
        for (int second = 600; second < 605; second++) {
            pace.add(START_MS + second * 1_000, 1_000);
        }

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 604_000)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void countsThatComeSeldomAreNotTakenForASecondsWork() {
        // Given
        pace.add(START_MS, 0);
        for (int second = 600; second <= 620; second += 10) {
            pace.add(START_MS + second * 1_000, 10_000);
        }

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 620_000)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void countsThatComeOftenAreOverTheirTimeToo() {
        // Given
        pace.add(START_MS, 0);
        for (int tenth = 3; tenth <= 27; tenth++) {
            pace.add(START_MS + 600_000 + tenth * 100, 100);
        }

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 602_700)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void fallsToNothingWhenNothingComes() {
        // Given
        pace.add(START_MS, 0);
        pace.add(START_MS + 1_000, 30_000);

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 20_000)).isPositive();
        assertThat(pace.bytesPerSecond(START_MS + 40_000)).isZero();
    }

    @Test
    void doesNotMindTheOrderNorAClockThatIsAhead() {
        // Given
        pace.add(START_MS, 0);
        pace.add(START_MS + 3_000, 1_000);
        pace.add(START_MS + 1_000, 1_000);

        // When, Then
        assertThat(pace.bytesPerSecond(START_MS + 2_000)).isCloseTo(1_000, within(1.0));
        assertThat(new Pace().bytesPerSecond(START_MS)).isZero();
    }
}
