package io.entrepot.benchmarks.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entrepot.benchmarks.BenchException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneTest {

    /** A byte each microsecond. */
    private static final double BITS_PER_SECOND = 8e6;
    private static final long BYTE_NS = 1_000;
    private static final long DELAY_NS = 40_000;
    private static final long QUEUE_NS = 100_000;

    @Test
    void putsBytesBehindEachOtherAndThenOnTheirWay() {
        Lane lane = new Lane(BITS_PER_SECOND, DELAY_NS, QUEUE_NS);

        assertThat(lane.arrivalNs(1_000_000, 10)).isEqualTo(1_000_000 + 10 * BYTE_NS + DELAY_NS);
        assertThat(lane.arrivalNs(1_000_000, 10)).isEqualTo(1_000_000 + 20 * BYTE_NS + DELAY_NS);
        assertThat(lane.arrivalNs(9_000_000, 10)).isEqualTo(9_000_000 + 10 * BYTE_NS + DELAY_NS);
        assertThat(lane.bytes()).isEqualTo(30);
    }

    @Test
    void hasWhoBringsTooMuchWait() {
        Lane lane = new Lane(BITS_PER_SECOND, DELAY_NS, QUEUE_NS);

        lane.arrivalNs(0, 150);

        assertThat(lane.waitNs(0)).isEqualTo(50 * BYTE_NS);
        assertThat(lane.waitNs(60 * BYTE_NS)).isZero();
    }

    @Test
    void isNeverFasterThanItsRateNorReordersWhateverComesWhen() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Lane lane = new Lane(BITS_PER_SECOND, DELAY_NS, QUEUE_NS);
            // A clock may begin anywhere, below zero too.
            long nowNs = random.nextLong() / 4;
            long firstNs = nowNs;
            long lastNs = nowNs;
            long bytes = 0;
            for (int i = 0; i < 100; i++) {
                nowNs += random.nextInt(30_000);
                int count = random.nextInt(40);
                bytes += count;
                long arrivalNs = lane.arrivalNs(nowNs, count);
                assertThat(arrivalNs - nowNs).as("seed %d: delay", seed).isGreaterThanOrEqualTo(DELAY_NS + count * BYTE_NS);
                assertThat(arrivalNs).as("seed %d: order", seed).isGreaterThanOrEqualTo(lastNs);
                assertThat(arrivalNs - DELAY_NS - firstNs).as("seed %d: rate", seed).isGreaterThanOrEqualTo(bytes * BYTE_NS);
                lastNs = arrivalNs;
            }
        }
    }

    @Test
    void readsRatesAndTimes() {
        LinkShape shape = LinkShape.parse("200Mbit", "80ms");

        assertThat(shape).isEqualTo(new LinkShape(200e6, Duration.ofMillis(80)));
        assertThat(shape.seconds(25_000_000)).isCloseTo(1, within(1e-9));
        assertThat(shape.heldBytesMax()).isGreaterThanOrEqualTo(2_000_000);
        assertThatThrownBy(() -> LinkShape.parse("fast", "80ms")).isInstanceOf(BenchException.class).hasMessageContaining("fast");
        assertThatThrownBy(() -> LinkShape.parse("1Gbit", "soon")).isInstanceOf(BenchException.class).hasMessageContaining("soon");
    }

    @Test
    void holdsACrossingAgainstWhatItsBytesAloneWouldTake() {
        LinkShape shape = LinkShape.parse("80Mbit", "10ms");
        Crossing crossing = new Crossing("entrepot", 8, 10, 50_000_000, 1_000_000);

        assertThat(crossing.used(shape)).isCloseTo(0.5, within(1e-9));
        assertThat(crossing.overBare(shape)).isCloseTo(2, within(1e-9));
        assertThat(LinkCommand.table(List.of(crossing), shape)).last().asString()
                .isEqualTo("entrepot     8.00        10.0   50.0     1.00    5.00    2.00    50.0");
    }
}
