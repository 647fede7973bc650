package io.entrepot.resequencer.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallTest {

    private final Stall stall = new Stall(100);

    @Test
    void whatNothingCameOfIsSilentSinceTheStart() {
        // When
        stall.tick(1_000, true);
        stall.tick(1_099, true);
        // Then
        assertThat(stall.lasts("a")).isFalse();
        assertThat(stall.lasts("b")).isFalse();
        // When
        stall.tick(1_100, true);
        // Then
        assertThat(stall.lasts("a")).isTrue();
        assertThat(stall.lasts("b")).as("which nobody asked about till now").isTrue();
    }

    @Test
    void eachIsSilentSinceTheTickAfterItsLastRecord() {
        // Given
        stall.tick(0, true);
        stall.stirred("a");
        stall.stirred("b");
        stall.tick(500, true);
        stall.stirred("a");
        stall.tick(560, true);
        // When
        stall.tick(600, true);
        // Then
        assertThat(stall.lasts("a")).isFalse();
        assertThat(stall.lasts("b")).isTrue();
        assertThat(stall.lasts("c")).isTrue();
        // When
        stall.tick(660, true);
        // Then
        assertThat(stall.lasts("a")).isTrue();
        // When
        stall.stirred("b");
        stall.tick(670, true);
        // Then
        assertThat(stall.lasts("b")).isFalse();
    }

    @Test
    void silenceDoesNotCountWhileNothingIsRead() {
        // Given
        stall.tick(0, true);
        stall.stirred("a");
        stall.tick(10, true);
        // When
        stall.tick(20, false);
        stall.tick(500, false);
        stall.tick(510, true);
        // Then
        assertThat(stall.lasts("a")).isFalse();
        assertThat(stall.lasts("b")).isFalse();
        // When
        stall.tick(609, true);
        // Then
        assertThat(stall.lasts("a")).isFalse();
        // When
        stall.tick(610, true);
        // Then
        assertThat(stall.lasts("a")).isTrue();
    }
}
