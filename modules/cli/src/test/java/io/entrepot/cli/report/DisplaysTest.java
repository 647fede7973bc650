package io.entrepot.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisplaysTest {

    private static final ImageStatus READING = new ImageStatus("a.raw", Phase.READING, 1000, 500, 300, 150, 50, 200, 20);
    private static final ImageStatus QUEUED = new ImageStatus("b.raw", Phase.QUEUED, 3000, 0, 0, 0, 0, 0, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void theFleetIsTheSumOfItsImages() {
        // Given
        FleetStatus status = status(1, READING, QUEUED);

        // When, Then
        assertThat(status.total()).isEqualTo(new ImageStatus("fleet", Phase.WRITING, 4000, 500, 300, 150, 50, 200, 20));
        assertThat(status.waitingBytes()).isEqualTo(300 + 150 - (200 - 20));
    }

    @Test
    void aTerminalDrawsItsLinesAgainInPlace() {
        // Given
        TerminalDisplay display = new TerminalDisplay(out, 120, 24);

        // When
        display.status(status(1, READING, QUEUED));
        String first = taken();
        display.status(status(2, READING, QUEUED));
        String second = taken();

        // Then
        assertThat(first).doesNotContain("\u001b[3A").contains("fleet").contains("a.raw").contains("b.raw").contains("waiting");
        assertThat(second).startsWith("\r\u001b[3A");
    }

    @Test
    void whatAnImageSaysOfItselfMovesNoCursorAndMakesNoLines() {
        // Given
        LineDisplay display = new LineDisplay(out, out);

        // When
        display.warning("a.qcow2 needs base\n\u001b[2Jgolden.raw: done.");

        // Then
        assertThat(taken()).isEqualTo("Warning: a.qcow2 needs base\uFFFD\uFFFD[2Jgolden.raw: done." + System.lineSeparator());
    }

    @Test
    void aSendingThatWasStoppedTellsWhatItHasLeft() {
        // Given
        Dispatch dispatch = new Dispatch(Duration.ofSeconds(2), List.of(ImageResult.stopped("a.raw", 1_000, true),
                ImageResult.stopped("b.raw", 3_000, false), ImageResult.stopped("c.raw", 3_000, false)), 20);

        // When, Then
        assertThat(DispatchText.lines(dispatch)).anyMatch(line -> line.contains("20 B") && line.contains("all that this sending put there"))
                .last().isEqualTo("0 images sent; 1 half sent; 2 not begun.");
    }

    @Test
    void whatIsSaidInBetweenStaysAbove() {
        // Given
        TerminalDisplay display = new TerminalDisplay(out, 120, 24);
        display.status(status(1, READING, QUEUED));
        taken();

        // When
        display.warning("Mind the gap.");
        String said = taken();
        display.status(status(2, READING, QUEUED));

        // Then
        assertThat(said).isEqualTo("\r\u001b[3A\u001b[JWarning: Mind the gap.\n");
        assertThat(taken()).doesNotContain("\u001b[3A");
    }

    @Test
    void noLineIsWiderThanTheTerminalWhateverTheNames() {
        // Given
        List<ImageStatus> images = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            images.add(new ImageStatus("a/very/long/name/".repeat(i % 7) + "\u001b[2J\n" + i, Phase.values()[i % 7], Long.MAX_VALUE / 200,
                    5L << i % 50, 3, 2, 1, 4, 1));
        }
        FleetStatus status = status(100_000, images.toArray(ImageStatus[]::new));

        for (int columns : new int[] {1, 40, 80, 81, 132, 400}) {
            for (int rows : new int[] {1, 5, 24, 100}) {
                // When
                List<String> lines = new StatusLines(columns, rows).lines(status);

                // Then
                assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThan(Math.max(40, columns)));
                assertThat(lines).hasSizeLessThanOrEqualTo(Math.max(3, rows)).noneMatch(line -> line.contains("\u001b"));
            }
        }
    }

    @Test
    void imagesThatSomethingHappensToAreShownBeforeTheOthers() {
        // Given
        List<ImageStatus> images = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            images.add(new ImageStatus("done-" + i, Phase.DONE, 1, 1, 1, 0, 0, 1, 0));
        }
        images.add(READING);

        // When
        List<String> lines = new StatusLines(100, 10).lines(status(9, images.toArray(ImageStatus[]::new)));

        // Then
        assertThat(lines).anyMatch(line -> line.startsWith("a.raw")).last().asString().contains("35 done");
    }

    @Test
    void offATerminalLinesComeSeldomAndMoreSeldomWithTime() {
        // Given
        LineDisplay display = new LineDisplay(out, out);

        // When
        for (int second = 0; second < 600; second++) {
            display.status(status(second, READING, QUEUED));
        }

        // Then
        List<String> lines = taken().lines().toList();
        assertThat(lines).hasSizeBetween(9, 20);
        assertThat(lines.get(0)).isEqualTo("0:10: read 12 %, written 5 % of 4.00 kB (new 300 B, known 150 B, zero 50 B; waiting 270 B),"
                + " 0 of 2 images done, 10 B/s, 1:40 left");
    }

    @Test
    void offATerminalLinesSayHowManyImagesArePaused() {
        // Given
        LineDisplay display = new LineDisplay(out, out);

        // When
        display.status(status(10, READING.in(Phase.PAUSED), QUEUED.in(Phase.PAUSED)));

        // Then
        assertThat(taken()).contains(", 0 of 2 images done, 2 paused, 10 B/s");
    }

    @Test
    void jsonIsOneObjectOnALineWithItsType() throws IOException {
        // Given
        JsonDisplay display = new JsonDisplay(out);

        // When
        display.status(status(1, READING, QUEUED));
        display.status(status(1, READING, QUEUED));
        display.finished(ImageResult.failed("a.raw", 1000, "No \"reason\"."));
        display.warning("Mind the gap.");
        display.summary(summary(0));

        // Then
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : taken().lines().toList()) {
            nodes.add(new ObjectMapper().readTree(line));
        }
        assertThat(nodes).extracting(node -> node.get("message_type").asText()).containsExactly("status", "image", "warning", "summary");
        assertThat(nodes.get(0).get("active").size()).isOne();
        assertThat(nodes.get(1).get("cause").asText()).isEqualTo("No \"reason\".");
        assertThat(nodes.get(3).get("interimBytes").asLong()).isEqualTo(100);
        assertThat(nodes.get(3).get("ratio").asDouble()).isEqualTo(10.0);
        assertThat(nodes.get(3).get("perImage").get(0).get("runs").asInt()).isOne();
    }

    @Test
    void theSummarySaysWhatItCameTo() {
        // When
        new LineDisplay(out, out).summary(summary(0));

        // Then
        assertThat(taken()).contains("10.0 to 1").contains("1 run per image").contains("1 switch between images (in arrival order: 1,234)").contains("7 file extents")
                .contains("30 B waited, 20 B drained").contains("c.raw").contains("FAILED")
                .endsWith("1 image copied, 1.00 kB in 2.0 s (500 B/s); 1 there already; 1 FAILED.\n");
    }

    @Test
    void aSummaryDoesNotTakeAnEarlierRunsPartForItsOwn() {
        // When
        new LineDisplay(out, out).summary(summary(60));

        // Then
        assertThat(taken()).contains("60 B of it sent by earlier runs").contains("An earlier run has done a part")
                .contains("1 image copied, 1.00 kB, this run's part in 2.0 s;")
                .doesNotContain("to 1\n").doesNotContain("arrival order").doesNotContain("B/s");
    }

    @Test
    void namesTakeAsManyColumnsAsTheyAreGiven() {
        assertThat(Names.columns("データ。raw")).isEqualTo(11);
        assertThat(Names.columns("Zu\u0308rich")).isEqualTo(6);
        for (String name : List.of("a.raw", "a-very-long-name-of-an-image.raw", "データベースのイメージ.raw", "Zu\u0308rich.raw", "💾💾💾💾💾💾💾💾.raw")) {
            for (int columns = 3; columns < 20; columns++) {
                // When, Then
                assertThat(Names.columns(Names.fitted(name, columns))).as("%s in %d", name, columns).isEqualTo(columns);
            }
        }
    }

    private static Summary summary(long earlierBytes) {
        return new Summary(Duration.ofSeconds(2), List.of(
                new ImageResult("a.raw", Phase.DONE, 1000, 500, 300, 200, 1, 7, 10, 20, 5, Optional.empty()),
                ImageResult.there("b.raw", 5), ImageResult.failed("c.raw", 6, "Because.")), new Summary.Transit(100, earlierBytes, 1, 1234, 0, 30, 20));
    }

    private static FleetStatus status(int seconds, ImageStatus... images) {
        return new FleetStatus(Duration.ofSeconds(seconds), List.of(images), 10, Optional.of(Duration.ofSeconds(100)), false);
    }

    private String taken() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }
}
