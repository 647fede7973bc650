package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FleetFixture.class)
class StartsWatchTest {

    private static final long EVERY_MS = 20;

    @TempDir
    private Path directory;

    @Test
    void whatIsTrimmedWhileImagesAreSentNoLongerCounts(FleetFixture fixture) throws IOException {
        // Given
        FleetFixture.TestFleet fleet = fixture.fleet(directory, 2);
        fleet.send("a", AgentListener.NONE, fleet.image("image", TestImage.random(1, 200)));
        try (TopicAdmin admin = new TopicAdmin(fixture.kafka())) {
            Fleet seen = Fleet.look(admin, fleet.topics());
            TopicPartition place = admin.endOffsets(fleet.topics().interim()).entrySet().stream().filter(end -> end.getValue() > 3)
                    .findFirst().orElseThrow().getKey();
            assertThat(seen.interimStart(place.partition())).isZero();

            // When
            try (StartsWatch watch = new StartsWatch(fixture.kafka(), fleet.topics(), seen.interimStarts(), EVERY_MS)) {
                admin.trim(Map.of(place, 3L));

                // Then
                Awaitility.await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(seen.interimStart(place.partition())).isEqualTo(3));
            }
        }
    }
}
