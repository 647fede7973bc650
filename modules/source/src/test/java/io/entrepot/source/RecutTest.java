package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is new of an image that is sent again, by chunkers. */
@ExtendWith(FleetFixture.class)
class RecutTest {

    private static final Optional<Chunker> ONE = Optional.of(Chunkers.byName("page16k"));
    private static final Optional<Chunker> ANOTHER = Optional.of(Chunkers.byName("fastcdc16k"));
    private static final Optional<Chunker> AS_BEFORE = Optional.empty();

    @TempDir
    private Path directory;
    private FleetFixture.TestFleet fleet;

    @BeforeEach
    void makeFleet(FleetFixture broker) {
        fleet = broker.fleet(directory, 1);
    }

    @Test
    void anImageIsCutAsItWasUnlessAnotherChunkerIsNamed() throws Exception {
        // Given
        byte[] bytes = TestImage.random(1, 1_000);
        ImageFile image = fleet.image("image", bytes);
        ImageFigures first = sent(ONE, image);

        // When
        ImageFigures again = sent(AS_BEFORE, image);
        ImageFigures otherwise = sent(ANOTHER, image);
        ImageFigures asOtherwise = sent(AS_BEFORE, image);

        // Then
        assertThat(again.newBytes()).as("D: sent again as before").isZero();
        assertThat(otherwise.newBytes()).as("cut otherwise").isEqualTo(first.newBytes()).isPositive();
        assertThat(asOtherwise.newBytes()).as("D: sent again as it was last").isZero();
        assertThat(fleet.read().sealed("image")).hasSize(4).allSatisfy(one -> assertThat(one.bytes.toByteArray()).isEqualTo(bytes));
    }

    @Test
    void whatWasPrecopiedIsCutThatWayWhenItIsSent() throws Exception {
        ImageFile image = fleet.image("image", TestImage.random(2, 1_000));
        try (Agent agent = fleet.agent(fleet.builder("a").chunker(ONE).precopy(true).build(), AgentListener.NONE)) {
            assertThat(agent.send(List.of(image))).hasOnlyElementsOfType(SendOutcome.Precopied.class);
        }

        assertThat(sent(AS_BEFORE, image).newBytes()).as("D").isZero();
    }

    /** Whether it has changed or not. */
    private ImageFigures sent(Optional<Chunker> chunker, ImageFile image) {
        try (Agent agent = fleet.agent(fleet.builder("a").chunker(chunker).resend(Set.of(image.name())).build(), AgentListener.NONE)) {
            return ((SendOutcome.Sealed) agent.send(List.of(image)).get(0)).figures();
        }
    }
}
