package io.entrepot.benchmarks.peers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What Entrepot is to reach: a median of its own, or its ratio to a peer's.
 *
 * @param peer empty when the figure itself is meant
 * @param must at most this
 * @param aim  better at most this
 */
record Target(String what, Metric metric, Optional<String> peer, double must, double aim) {

    private static final double MIB = 1 << 20;

    /** Those that one run over a fleet can tell. */
    static final List<Target> ALL = List.of(
            against("wall, against rsync -S to the loopback", Metric.WALL_SECONDS, Tools.RSYNC, 0.8, 0.5),
            against("wall, against restic there and back", Metric.WALL_SECONDS, Tools.RESTIC, 0.4, 0.25),
            against("wall, against casync there and back", Metric.WALL_SECONDS, Tools.CASYNC, 0.16, 0.1),
            against("bytes on the interim topic, against casync's store", Metric.BETWEEN_BYTES, Tools.CASYNC, 0.80, 0.65),
            against("the same, against tar | zstd -3 --long=31", Metric.BETWEEN_BYTES, Tools.TAR_LONG, 1, 0.85),
            new Target("peak memory of copy, MiB", Metric.PEAK_BYTES, Optional.empty(), 1536 * MIB, 768 * MIB));

    private static Target against(String what, Metric metric, String peer, double must, double aim) {
        return new Target(what, metric, Optional.of(peer), must, aim);
    }

    /** What was reached; empty when it was not measured. */
    OptionalDouble reached(List<Row> rows) {
        Optional<Row> entrepot = row(rows, Tools.ENTREPOT);
        if (entrepot.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (peer.isEmpty()) {
            return entrepot.get().spread(metric).map(spread -> OptionalDouble.of(spread.median())).orElse(OptionalDouble.empty());
        }
        return row(rows, peer.get()).map(other -> entrepot.get().ratio(metric, other)).orElse(OptionalDouble.empty());
    }

    String verdict(double reached) {
        return reached <= aim ? "aim met" : reached <= must ? "met" : "NOT MET";
    }

    /** For people: mebibytes, or a ratio. */
    double shown(double value) {
        return metric == Metric.PEAK_BYTES && peer.isEmpty() ? value / MIB : value;
    }

    private static Optional<Row> row(List<Row> rows, String tool) {
        return rows.stream().filter(row -> row.tool().equals(tool)).findFirst();
    }
}
