package io.entrepot.systemtests.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of each trial, for people: by point, and one by one. */
final class CrashTable {

    private final Map<String, List<Row>> points = new LinkedHashMap<>();

    /**
     * @param moment  when the copy was killed
     * @param late    kills before this one that came too late, each repeated from the start
     * @param hit     whether one hit: the process ended by signal 9 before it had said that it was done
     * @param state   what was found at the destination right after it
     * @param rerunMs how long the rerun took
     * @param fault   what is wrong; empty when every image is there, byte for byte
     */
    record Row(String moment, int late, boolean hit, String state, long rerunMs, String fault) {

        boolean isIdentical() {
            return fault.isEmpty();
        }
    }

    void add(String point, Row row) {
        points.computeIfAbsent(point, none -> new ArrayList<>()).add(row);
    }

    /** Trials of a point that did not hit, or whose images are not all there as they should be. */
    List<Row> failed(String point) {
        return points.getOrDefault(point, List.of()).stream().filter(row -> !row.hit || !row.isIdentical()).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "killed with kill -9", "trials", "kills that hit", "came too late", "identical after the rerun");
        points.forEach((point, rows) -> line(text, point, rows));
        line(text, "together", points.values().stream().flatMap(List::stream).toList());
        return text.toString();
    }

    /** Every trial, a line each. */
    String details() {
        StringBuilder text = new StringBuilder();
        points.values().stream().flatMap(List::stream).forEach(row -> text.append(String.format(Locale.ROOT, "%-28s %-32s rerun %6d ms  %s%n",
                row.moment, row.hit ? row.state : "no kill hit", row.rerunMs, row.isIdentical() ? "identical" : row.fault)));
        return text.toString();
    }

    private static void line(StringBuilder text, String point, List<Row> rows) {
        line(text, point, rows.size(), rows.stream().filter(Row::hit).count(), rows.stream().mapToInt(Row::late).sum(),
                rows.stream().filter(Row::isIdentical).count());
    }

    private static void line(StringBuilder text, Object... cells) {
        text.append(String.format(Locale.ROOT, "%-28s %6s  %14s  %13s  %25s%n", cells));
    }
}
