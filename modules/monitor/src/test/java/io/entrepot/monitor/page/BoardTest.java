package io.entrepot.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.monitor.page.Board.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final int BYTES_MAX = 200_000;

    private final Board board = new Board();

    @Test
    void tellsWhatAnImageIsMadeOfAndWithWhomItShares() throws IOException {
        // Given
        board.opened(0, "golden", "g1", 1_000);
        board.opened(0, "clone", "g2", 1_000);

        // When
        board.came("g1", 0, List.of(new Piece(Fill.FRESH, 600, Optional.empty())), 200);
        board.came("g2", 0, List.of(new Piece(Fill.KNOWN, 500, Optional.of("golden")), new Piece(Fill.ZERO, 300, Optional.empty())), 50);
        board.turnBegan(0, "g1");
        board.written("g1", 400);

        // Then
        JsonNode told = told();
        assertThat(told.at("/images/0/state").asText()).isEqualTo("receiving");
        assertThat(told.at("/images/0/written").asLong()).isEqualTo(400);
        assertThat(told.at("/images/1/state").asText()).isEqualTo("sending");
        assertThat(told.at("/images/1/carriers/0/name").asText()).isEqualTo("golden");
        assertThat(told.at("/images/1/carriers/0/bytes").asLong()).isEqualTo(500);
        assertThat(told.at("/totals/came").asLong()).isEqualTo(1_400);
        assertThat(told.at("/totals/wire").asLong()).isEqualTo(250);
    }

    @Test
    void aRecordThatComesAgainCountsOnce() throws IOException {
        // Given
        board.opened(0, "a", "g", 1_000);

        // When
        for (int i = 0; i < 3; i++) {
            board.came("g", 0, List.of(new Piece(Fill.KNOWN, 100, Optional.of("b"))), 10);
        }

        // Then
        assertThat(told().at("/totals/wire").asLong()).isEqualTo(10);
        assertThat(told().at("/images/0/carriers/0/bytes").asLong()).isEqualTo(100);
    }

    @Test
    void theEndOfAnImageIsToldWithItsReason() throws IOException {
        // Given
        board.opened(0, "a", "g", 1_000);
        board.turnBegan(0, "g");

        // When
        board.ended("g", "failed", Optional.of("The disk is full."));

        // Then
        assertThat(told().at("/images/0/state").asText()).isEqualTo("failed");
        assertThat(told().at("/images/0/why").asText()).isEqualTo("The disk is full.");
        assertThat(told().at("/totals/failed").asInt()).isEqualTo(1);
    }

    @Test
    void itsMemoryAndWhatItTellsAreBoundedHoweverManyImagesCome() throws IOException {
        // When
        for (int i = 0; i < 5_000; i++) {
            String generation = "g" + i;
            board.opened(i % 3, "image-" + i, generation, 1L << 50);
            for (int other = 0; other < 20; other++) {
                board.came(generation, (long) other << 40, List.of(new Piece(Fill.KNOWN, 1L << 40, Optional.of("other-" + other))), 1);
            }
            if (i % 2 == 0) {
                board.ended(generation, "committed", Optional.empty());
            }
        }

        // Then
        JsonNode told = told();
        assertThat(told.at("/totals/images").asInt()).as("I: images remembered").isLessThanOrEqualTo(256);
        assertThat(told.at("/images/0/carriers").size()).as("I: carriers").isLessThanOrEqualTo(Lane.CARRIERS_MAX + 1);
        assertThat(board.json().length()).as("I: bytes told").isLessThan(BYTES_MAX);
    }

    @Test
    void whatIsNotShownIsCountedAndFailuresAreShown() throws IOException {
        // Given
        for (int i = 0; i < 100; i++) {
            board.opened(0, "image-" + i, "g" + i, 1_000);
            if (i < 90) {
                board.ended("g" + i, i == 3 ? "failed" : "committed", Optional.empty());
            }
        }
        board.turnBegan(0, "g99");

        // When
        JsonNode told = told();

        // Then
        List<String> names = new ArrayList<>();
        told.at("/images").forEach(image -> names.add(image.get("name").asText()));
        assertThat(names).hasSize(60).startsWith("image-3", "image-41").endsWith("image-98", "image-99");
        assertThat(told.at("/hidden")).hasToString("{\"committed\":40}");
        assertThat(told.at("/totals/images").asInt()).isEqualTo(100);
    }

    private JsonNode told() throws IOException {
        return new ObjectMapper().readTree(board.json());
    }
}
