package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.report.Figures;
import io.entrepot.benchmarks.report.Spread;
import io.entrepot.benchmarks.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table on the terminal: medians, and how far they are from Entrepot's. */
final class PeersText {

    private static final String NONE = "";

    private PeersText() {
    }

    static List<String> lines(List<Row> rows) {
        Optional<Row> entrepot = rows.stream().filter(row -> row.tool().equals(Tools.ENTREPOT)).findFirst();
        TextTable table = new TextTable("", "turns", "there s", "back s", "both s", "min", "max", "x copy", "CPU s", "peak MB",
                "between MB", "x copy");
        for (Row row : rows) {
            if (row.done().isEmpty()) {
                continue;
            }
            Optional<Spread> wall = row.spread(Metric.WALL_SECONDS);
            table.row(row.tool(), Integer.toString(row.done().size()), median(row, Metric.THERE_SECONDS), median(row, Metric.BACK_SECONDS),
                    median(row, Metric.WALL_SECONDS), wall.map(spread -> Figures.digits(spread.min())).orElse(NONE),
                    wall.map(spread -> Figures.digits(spread.max())).orElse(NONE), ratio(row, entrepot, Metric.WALL_SECONDS),
                    median(row, Metric.CPU_SECONDS), megabytes(row, Metric.PEAK_BYTES), megabytes(row, Metric.BETWEEN_BYTES),
                    ratio(row, entrepot, Metric.BETWEEN_BYTES));
        }
        List<String> lines = new ArrayList<>(table.lines());
        for (Row row : rows) {
            row.troubles().forEach(trouble -> lines.add(row.tool() + " failed: " + trouble));
        }
        return lines;
    }

    /** What was to be reached, and was or was not; nothing of what was not measured. */
    static List<String> targets(List<Row> rows) {
        TextTable table = new TextTable("target", "must", "aim", "reached", "");
        for (Target target : Target.ALL) {
            OptionalDouble reached = target.reached(rows);
            if (reached.isPresent()) {
                double value = reached.getAsDouble();
                table.row(target.what(), Figures.digits(target.shown(target.must())), Figures.digits(target.shown(target.aim())),
                        Figures.digits(target.shown(value)), target.verdict(value));
            }
        }
        List<String> lines = table.lines();
        return lines.size() == 1 ? List.of() : lines;
    }

    private static String median(Row row, Metric metric) {
        return row.spread(metric).map(spread -> Figures.digits(spread.median())).orElse(NONE);
    }

    private static String megabytes(Row row, Metric metric) {
        return row.spread(metric).map(spread -> Figures.megabytes(spread.median())).orElse(NONE);
    }

    private static String ratio(Row row, Optional<Row> entrepot, Metric metric) {
        OptionalDouble ratio = entrepot.map(other -> row.ratio(metric, other)).orElse(OptionalDouble.empty());
        return ratio.isPresent() ? Figures.digits(ratio.getAsDouble()) : NONE;
    }
}
