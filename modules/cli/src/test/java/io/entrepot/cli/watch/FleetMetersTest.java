package io.entrepot.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.monitor.metrics.Meters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetMetersTest {

    @Test
    void aFleetThatWasNeverSeenIsAsOldAsTheFirstTry() {
        try (Meters meters = new Meters(Map.of())) {
            // Given
            FleetMeters fleet = new FleetMeters(meters, 1_500);

            // When
            fleet.failed();

            // Then
            assertThat(meters.scrape()).contains("entrepot_fleet_looked_timestamp_seconds 1.5",
                    "entrepot_fleet_looks_total{outcome=\"done\"} 0.0", "entrepot_fleet_looks_total{outcome=\"failed\"} 1.0");
        }
    }
}
