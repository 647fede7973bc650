package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.report.Spread;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All turns of one tool, in their order. */
record Row(String tool, List<Trial> turns) {

    Row {
        turns = List.copyOf(turns);
    }

    List<Trial.Done> done() {
        return turns.stream().filter(Trial.Done.class::isInstance).map(Trial.Done.class::cast).toList();
    }

    /** Why turns failed, each reason once. */
    List<String> troubles() {
        return turns.stream().filter(Trial.Failed.class::isInstance).map(turn -> ((Trial.Failed) turn).why()).distinct().toList();
    }

    /** Over the turns that were done; empty when none was, or when the figure does not exist for this tool. */
    Optional<Spread> spread(Metric metric) {
        List<Double> figures = done().stream().filter(turn -> metric != Metric.BETWEEN_BYTES || turn.between().isPresent())
                .map(metric::of).toList();
        return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
    }

    /** Median against the other's; empty when either has none. */
    OptionalDouble ratio(Metric metric, Row other) {
        Optional<Spread> mine = spread(metric);
        Optional<Spread> theirs = other.spread(metric).filter(spread -> spread.median() > 0);
        return mine.isEmpty() || theirs.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(mine.get().median() / theirs.get().median());
    }
}
