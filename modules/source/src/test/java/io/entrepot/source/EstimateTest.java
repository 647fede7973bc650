package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FleetFixture.class)
class EstimateTest {

    @TempDir
    private Path directory;
    private FleetFixture.TestFleet fleet;

    @BeforeEach
    void makeFleet(FleetFixture fixture) {
        fleet = fixture.fleet(directory, 1);
    }

    @Test
    void saysWhatSendingThenComesTo() throws Exception {
        // Given
        byte[] golden = TestImage.random(1, 700);
        List<ImageFile> images = List.of(fleet.image("golden", golden), fleet.image("clone", TestImage.changed(golden,
                2)),
                fleet.image("zeros", new byte[50_000]), new ImageFile("missing", directory.resolve("missing"), 0));
        EstimateSettings defaults = EstimateSettings.of(directory.resolve("scratch"));
        var settings = new EstimateSettings(1, 2, defaults.chunker(), defaults.zstdLevels(), 128 << 10,
                defaults.scratch());

        // When
        List<EstimateOutcome> estimate = new Estimate(settings, AgentListener.NONE).run(images);

        // Then
        assertThat(estimate).extracting(EstimateOutcome::name).containsExactly("golden", "clone", "zeros", "missing");
        assertThat(estimate.get(3)).isInstanceOf(EstimateOutcome.Failed.class);
        List<SendOutcome> sent;
        // Records and transactions end by their bytes alone, as in the estimate, however slow the machine is.
        try (var agent = fleet.agent(fleet.builder("a").transactions(256 << 10, TimeUnit.SECONDS.toMillis(30)).build(), AgentListener.NONE)) {
            sent = agent.send(images);
        }
        ImageFigures estimated = ImageFigures.none();
        ImageFigures actual = ImageFigures.none();
        for (int i = 0; i < 3; i++) {
            estimated = estimated.plus(((EstimateOutcome.Estimated) estimate.get(i)).figures());
            actual = actual.plus(((SendOutcome.Sealed) sent.get(i)).figures());
        }
        assertThat(estimated.sizeBytes()).isEqualTo(actual.sizeBytes());
        assertThat(estimated.zeroBytes()).isEqualTo(actual.zeroBytes());
        assertThat(estimated.newBytes()).isEqualTo(actual.newBytes());
        assertThat((double) estimated.interimBytes()).isCloseTo(actual.interimBytes(),
                within(actual.interimBytes() * 0.05));
        assertThat(Files.exists(settings.scratch())).as("scratch is removed").isFalse();
    }
}
