package io.entrepot.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripTest {

    @Test
    void eachPieceTellsHowMuchOfItIsWhat() {
        // Given
        Strip strip = new Strip(Strip.PIECES * 30L);

        // When
        strip.add(Fill.FRESH, 0, 30);
        strip.add(Fill.KNOWN, 30, 10);
        strip.add(Fill.ZERO, 40, 20);

        // Then
        assertThat(strip.digits()).startsWith("f00" + "05a" + "000").hasSize(3 * Strip.PIECES);
        assertThat(strip.end()).isEqualTo(60);
    }

    @Test
    void whatIsToldAgainCountsOnce() {
        // Given
        Strip strip = new Strip(1_000);
        strip.add(Fill.FRESH, 0, 400);

        // When
        strip.add(Fill.KNOWN, 0, 300);
        strip.add(Fill.KNOWN, 300, 200);

        // Then
        assertThat(strip.total(Fill.FRESH)).isEqualTo(400);
        assertThat(strip.total(Fill.KNOWN)).isEqualTo(100);
    }

    /** Against an array with a byte for each byte. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 191, 192, 193, 10_007})
    void agreesWithAModelForAnySizeAndCut(long size) {
        Random random = new Random(size);
        Strip strip = new Strip(size);
        long[] model = new long[Fill.values().length];
        long at = 0;
        while (at < size) {
            Fill fill = Fill.values()[random.nextInt(Fill.values().length)];
            long length = Math.min(size - at, 1 + random.nextInt(500));
            strip.add(fill, at, length);
            model[fill.ordinal()] += length;
            at += length;
        }
        for (Fill fill : Fill.values()) {
            assertThat(strip.total(fill)).as("I: bytes of %s in an image of %d", fill, size).isEqualTo(model[fill.ordinal()]);
        }
        assertThat(strip.digits()).as("I: a strip is of one length").hasSize(3 * Strip.PIECES);
    }

    @Test
    void anImageThatIsLargerThanItSaidBreaksNothing() {
        Strip strip = new Strip(10);

        strip.add(Fill.FRESH, 0, 1L << 50);

        assertThat(strip.digits()).startsWith("f00").endsWith("f00");
    }
}
