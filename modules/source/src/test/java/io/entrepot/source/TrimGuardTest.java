package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.wire.TopicAdmin;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is trimmed, or is about to be, while images are sent. */
@ExtendWith(FleetFixture.class)
class TrimGuardTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsTrimmedOrIsAboutToBeNoLongerCounts(FleetFixture fixture) throws Exception {
        // Given
        FleetFixture.TestFleet fleet = fixture.fleet(directory, 1);
        fleet.send("a", AgentListener.NONE, fleet.image("image", TestImage.random(1, 200)));
        try (TopicAdmin admin = new TopicAdmin(fixture.kafka())) {
            Fleet seen = Fleet.look(admin, fleet.topics());
            TopicPartition place = new TopicPartition(fleet.topics().interim(), 0);
            TrimGuard guard = new TrimGuard(admin, seen);
            guard.check();

            // When
            admin.putPositions(fleet.topics().trimGroup(), Map.of(place, 3L));

            // Then
            assertThatThrownBy(guard::check).isInstanceOf(KafkaException.class).hasMessageContaining("being trimmed");
            assertThat(seen.interimStart(0)).isEqualTo(3);
            guard.check();

            // When
            admin.trim(Map.of(place, 5L));

            // Then
            assertThatThrownBy(guard::check).isInstanceOf(KafkaException.class);
            guard.check();
            assertThat(seen.interimStart(0)).isEqualTo(5);
        }
    }

    @Test
    void whatIsLeftOfAnImageWhoseOpeningWasTrimmedNoLongerCounts(FleetFixture fixture) throws Exception {
        // Given an image of several records
        FleetFixture.TestFleet fleet = fixture.fleet(directory, 1);
        byte[] bytes = TestImage.random(1, 1_000);
        fleet.send("a", AgentListener.NONE, fleet.image("image", bytes));
        try (TopicAdmin admin = new TopicAdmin(fixture.kafka())) {
            TopicPartition place = new TopicPartition(fleet.topics().interim(), 0);

            // When its opening is trimmed, and little else
            admin.trim(Map.of(place, 2L));
            SendOutcome outcome = fleet.send("a", AgentListener.NONE, fleet.image("again", bytes)).get(0);

            // Then
            ImageFigures figures = ((SendOutcome.Sealed) outcome).figures();
            assertThat(figures.knownBytes()).as("H: a destination that comes now takes nothing of what is left").isZero();
            assertThat(figures.newBytes() + figures.zeroBytes()).isEqualTo(bytes.length);
        }
    }

    @Test
    void noTransactionIsCommittedThatRefersToWhatIsAboutToGo(FleetFixture fixture) throws Exception {
        // Given: an image, and another that is the same, whose sending has begun
        FleetFixture.TestFleet fleet = fixture.fleet(directory, 1);
        byte[] bytes = TestImage.random(1, 200);
        fleet.send("a", AgentListener.NONE, fleet.image("image", bytes));
        long[] cut = new long[1];
        AtomicBoolean announced = new AtomicBoolean();
        try (TopicAdmin admin = new TopicAdmin(fixture.kafka())) {
            AgentListener trimmer = new AgentListener() {
                @Override
                public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
                    if (announced.compareAndSet(false, true)) {
                        // When: somebody says that all there is will be trimmed
                        cut[0] = admin.endOffsets(fleet.topics().interim()).values().iterator().next();
                        admin.putPositions(fleet.topics().trimGroup(), Map.of(new TopicPartition(fleet.topics().interim(), 0), cut[0]));
                    }
                }
            };
            SendOutcome outcome = fleet.send("a", trimmer, fleet.image("again", bytes)).get(0);

            // Then: the second is published anew
            assertThat(announced).isTrue();
            assertThat(outcome).isInstanceOf(SendOutcome.Sealed.class);
            ImageFigures figures = ((SendOutcome.Sealed) outcome).figures();
            assertThat(figures.knownBytes()).as("H: nothing refers to what goes").isZero();
            assertThat(figures.newBytes() + figures.zeroBytes()).isEqualTo(bytes.length);
        }
    }
}
