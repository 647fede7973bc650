package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {

    @Test
    void everyAgentPutsANameOnTheSamePartitionForEver() {
        assertThat(IntStream.range(0, 8).map(i -> Placement.of(image("images/" + i + ".raw"), Optional.empty(), 5))).as("golden")
                .containsExactly(2, 1, 4, 1, 4, 1, 1, 0);
    }

    @Test
    void whoIsToldWherePutsItThere() {
        var told = new ImageFile("a", Path.of("a"), 0, OptionalInt.of(3));

        assertThat(Placement.of(told, Optional.empty(), 5)).isEqualTo(3);
    }

    private static ImageFile image(String name) {
        return new ImageFile(name, Path.of(name), 0);
    }
}
