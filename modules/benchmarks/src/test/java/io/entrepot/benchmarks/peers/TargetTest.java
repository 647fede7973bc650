package io.entrepot.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final long MIB = 1 << 20;

    private static Target target(String peer, Metric metric) {
        return Target.ALL.stream().filter(each -> each.peer().orElse("").equals(peer) && each.metric() == metric).findFirst().orElseThrow();
    }

    @Test
    void holdsMediansAgainstEachOtherThereAndBack() {
        List<Row> rows = List.of(Samples.row("copy", Samples.done(9, 0, 1, 1), Samples.done(10, 0, 1, 1), Samples.done(30, 0, 1, 1)),
                Samples.row("restic", Samples.done(30, 20, 1, 1)));

        Target restic = target("restic", Metric.WALL_SECONDS);

        assertThat(restic.reached(rows)).hasValue(0.2);
        assertThat(restic.verdict(0.2)).isEqualTo("aim met");
        assertThat(restic.verdict(0.4)).isEqualTo("met");
        assertThat(restic.verdict(0.41)).isEqualTo("NOT MET");
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        List<Row> rows = List.of(Samples.row("copy", Samples.done(10, 0, 1, 1)), Samples.row("restic", new Trial.Failed("no disk")));

        assertThat(target("restic", Metric.WALL_SECONDS).reached(rows)).isEqualTo(OptionalDouble.empty());
        assertThat(target("casync", Metric.WALL_SECONDS).reached(rows)).isEqualTo(OptionalDouble.empty());
        assertThat(PeersText.targets(List.of())).isEmpty();
    }

    @Test
    void showsMemoryInMebibytes() {
        List<Row> rows = List.of(Samples.row("copy", Samples.done(10, 0, 1000 * MIB, 1)));

        assertThat(PeersText.targets(rows)).hasSize(2).last().asString().contains("1,536", "768", "1,000").endsWith("  met");
    }
}
