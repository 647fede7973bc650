package io.entrepot.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StandstillTest {

    private final Standstill standstill = new Standstill();

    @Test
    void countsFromWhenTheEndDidNotMoveAnyMore() {
        // Nothing open, then a transaction that commits, then one that hangs.
        assertThat(standstill.look(0, Map.of(0, 5L), Map.of(0, 5L))).containsEntry(0, 0L);
        assertThat(standstill.look(1_000, Map.of(0, 5L), Map.of(0, 9L))).containsEntry(0, 0L);
        assertThat(standstill.look(2_000, Map.of(0, 9L), Map.of(0, 12L))).containsEntry(0, 0L);
        assertThat(standstill.look(5_000, Map.of(0, 9L), Map.of(0, 20L))).containsEntry(0, 3_000L);
        assertThat(standstill.look(9_000, Map.of(0, 9L), Map.of(0, 20L))).containsEntry(0, 7_000L);
        assertThat(standstill.look(9_500, Map.of(0, 20L), Map.of(0, 20L))).containsEntry(0, 0L);
        assertThat(standstill.look(9_900, Map.of(0, 20L), Map.of(0, 21L))).containsEntry(0, 0L);
    }
}
