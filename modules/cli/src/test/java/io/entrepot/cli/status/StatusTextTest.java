package io.entrepot.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.cli.report.Names;
import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.monitor.core.Trouble;
import io.entrepot.monitor.core.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTextTest {

    private static final int COLUMNS_MAX = 100;
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void aBadNightLooksLikeThis() throws IOException {
        assertThat(text(States.night(), COLUMNS_MAX, 40)).isEqualTo(golden("night.txt"));
    }

    @Test
    void aFleetThatNobodyReceivesLooksLikeThis() throws IOException {
        assertThat(text(States.unreceived(), COLUMNS_MAX, 40)).isEqualTo(golden("unreceived.txt"));
    }

    @Test
    void jsonHasTheseFields() throws IOException {
        // When
        List<String> lines = new StatusJson().lines(States.night());

        // Then
        assertThat(String.join("\n", lines) + "\n").isEqualTo(golden("night.json"));
        for (String line : lines) {
            JsonNode node = new ObjectMapper().readTree(line);
            assertThat(node.get("fleet").asText()).isEqualTo("lab");
            assertThat(node.get("destination").asText()).isEqualTo("oslo");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 80, 100, 400})
    void noLineIsWiderThanItMayBeWhateverItIsAbout(int columns) {
        for (int seed = 0; seed < 50; seed++) {
            // When
            List<String> lines = new StatusText(columns, 7, UTC).lines(wild(new Random(seed)));

            // Then
            int max = Math.max(80, Math.min(COLUMNS_MAX, columns));
            assertThat(lines).as("seed %d", seed).allSatisfy(line -> assertThat(Names.columns(line)).as(line).isLessThanOrEqualTo(max))
                    .noneMatch(line -> line.contains("\u001b"));
        }
    }

    @Test
    void onATerminalItStaysWithinTheScreen() {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StatusView view = StatusView.inPlace(new PrintStream(bytes, true, StandardCharsets.UTF_8), 100, 24, UTC);

        // When
        view.show(wild(new Random(1)));
        view.trouble("Kafka is gone.");

        // Then
        String[] frames = bytes.toString(StandardCharsets.UTF_8).split("\r");
        assertThat(frames[0].lines()).hasSizeLessThan(24);
        assertThat(frames[1].lines()).hasSizeLessThan(24).last().asString().startsWith("Not up to date: Kafka is gone.");
    }

    private static String text(FleetState state, int columns, int rows) {
        return String.join("\n", new StatusText(columns, rows, UTC).lines(state)) + "\n";
    }

    private static FleetState wild(Random random) {
        List<ImageState> images = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = "very/long name of/an image\u001b[2J データ".repeat(random.nextInt(4)) + i;
            Stage stage = Stage.values()[random.nextInt(Stage.values().length)];
            images.add(States.image(name, i, 0, stage, 1L << random.nextInt(56), 1L << random.nextInt(56), 1L << random.nextInt(56),
                    random.nextInt(3) * 1e10, random.nextInt(3) * 1e10, OptionalLong.empty(), null));
            troubles.add(new Trouble(Trouble.Kind.values()[random.nextInt(Trouble.Kind.values().length)], 0,
                    random.nextBoolean() ? Optional.of(name) : Optional.empty(), random.nextInt(1_000_000_000), name.repeat(3)));
        }
        List<PartitionState> partitions = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            TopicLag lag = new TopicLag(random.nextBoolean(), random.nextInt(3), OptionalLong.of(1L << random.nextInt(60)),
                    OptionalLong.of(random.nextInt(1_000_000_000)));
            partitions.add(new PartitionState(i, random.nextBoolean() ? Optional.empty()
                    : Optional.of(new Turn(images.get(i).image(), States.id(i), random.nextInt(9), OptionalLong.of(random.nextInt(1_000)))),
                    random.nextInt(100), random.nextInt(1_000_000), 1L << random.nextInt(60), 0, 0, lag, lag));
        }
        return new FleetState("lab", States.NOW_MS, OptionalLong.of(1), List.of(), List.of(new DestinationState(Optional.of("oslo"), images,
                partitions, OptionalInt.of(1), OptionalLong.of(random.nextInt()), troubles)));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = StatusTextTest.class.getResourceAsStream("/golden/status/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
