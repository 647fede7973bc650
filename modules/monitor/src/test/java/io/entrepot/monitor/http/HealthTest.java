package io.entrepot.monitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Health health = new Health();

    @Test
    void whoHasNotBegunIsAliveAndNotReady() {
        assertThat(health.live().well()).isTrue();
        assertThat(health.ready()).isEqualTo(new Health.Answer(false, "starting\n"));
    }

    @Test
    void readyIsWhoDoesAllOfTheirWork() {
        // Given
        AtomicBoolean restored = new AtomicBoolean();
        health.has("resequencer", restored::get);
        health.has("writer", () -> true);

        // Then
        assertThat(health.ready()).isEqualTo(new Health.Answer(false, "resequencer: not ready\nwriter: ready\n"));

        // When
        restored.set(true);

        // Then
        assertThat(health.ready().well()).isTrue();
    }

    @Test
    void whatIsNeededIsNoWorkAndNoWorkIsDoneWithoutIt() {
        // Given
        AtomicBoolean there = new AtomicBoolean(true);
        health.needs("kafka", there::get);
        assertThat(health.ready()).isEqualTo(new Health.Answer(false, "starting\n"));

        // When
        health.has("writer", () -> true);

        // Then
        assertThat(health.ready()).isEqualTo(new Health.Answer(true, "writer: ready\nkafka: ready\n"));
        there.set(false);
        assertThat(health.ready()).isEqualTo(new Health.Answer(false, "writer: ready\nkafka: not ready\n"));
        assertThat(health.live().well()).as("it comes back by itself").isTrue();
    }

    @Test
    void theDeadAreNeitherAndSayWhyFirst() {
        // Given
        health.has("writer", () -> true);

        // When
        health.died("The disk is gone.");
        health.died("And then all fell.");

        // Then
        assertThat(health.live()).isEqualTo(new Health.Answer(false, "dead: The disk is gone.\n"));
        assertThat(health.ready().well()).isFalse();
    }
}
