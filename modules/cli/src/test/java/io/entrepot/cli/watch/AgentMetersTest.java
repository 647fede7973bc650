package io.entrepot.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.monitor.metrics.Meters;
import io.entrepot.source.AgentListener;
import io.entrepot.source.ImageFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentMetersTest {

    private final Meters meters = new Meters(Map.of());
    private final AgentMeters agent = new AgentMeters(meters, AgentListener.NONE);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void whatATransactionTookBackIsNotCountedTwice() {
        // When
        agent.opened("a", "g", 100, 0);
        agent.progress("a", 60, 30, 20, 10, 15);
        agent.progress("a", 30, 15, 10, 5, 20);
        agent.progress("a", 80, 40, 25, 15, 30);
        agent.sealed("a", "g", new ImageFigures(100, 20, 50, 30, 40, 4));

        // Then
        assertThat(figure("entrepot_source_image_bytes_total{kind=\"new\"}")).isEqualTo(50);
        assertThat(figure("entrepot_source_image_bytes_total{kind=\"known\"}")).isEqualTo(30);
        assertThat(figure("entrepot_source_image_bytes_total{kind=\"zero\"}")).isEqualTo(20);
        assertThat(figure("entrepot_source_wire_bytes_total")).isEqualTo(40);
        assertThat(figure("entrepot_source_compression_ratio")).isEqualTo(50 / 40.0);
        assertThat(figure("entrepot_source_images_total{outcome=\"sealed\"}")).isEqualTo(1);
    }

    @Test
    void anotherAttemptAtAGenerationIsNotCountedTwice() {
        // When
        agent.opened("a", "g", 100, 0);
        agent.progress("a", 60, 30, 20, 10, 15);
        agent.opened("a", "g", 100, 40);
        agent.progress("a", 80, 40, 25, 15, 30);
        agent.opened("a", "h", 100, 0);
        agent.progress("a", 10, 10, 0, 0, 5);

        // Then
        assertThat(figure("entrepot_source_image_bytes_total{kind=\"new\"}")).isEqualTo(50);
        assertThat(figure("entrepot_source_wire_bytes_total")).isEqualTo(35);
    }

    @Test
    void whatAnEarlierRunReadIsNotThisOnes() {
        // When
        agent.opened("a", "g", 100, 50);
        agent.progress("a", 50, 20, 20, 10, 0);
        agent.progress("a", 70, 30, 25, 15, 11);

        // Then
        assertThat(figure("entrepot_source_image_bytes_total{kind=\"new\"}")).isEqualTo(10);
        assertThat(figure("entrepot_source_wire_bytes_total")).isEqualTo(11);
    }

    @Test
    void whatWasSentBeforeIsNotSent() {
        agent.sealed("a", "g", new ImageFigures(100, 20, 50, 30, 40, 4));

        assertThat(figure("entrepot_source_images_total{outcome=\"sealed\"}")).isZero();
        assertThat(agent.isAtWork()).isTrue();
    }

    @Test
    void imagesThatAreHeldAreCountedWhileTheyAre() {
        // When
        agent.held(List.of("a", "b"), "paused");
        agent.held(List.of("b"), "paused");

        // Then
        assertThat(figure("entrepot_source_held_images")).isEqualTo(2);

        // When
        agent.released(List.of("a"));
        agent.failed("b", new IllegalStateException("gone"));

        // Then
        assertThat(figure("entrepot_source_held_images")).isZero();
    }

    private double figure(String series) {
        return meters.scrape().lines().filter(line -> line.startsWith(series + " ")).mapToDouble(
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).findFirst().orElseThrow();
    }
}
