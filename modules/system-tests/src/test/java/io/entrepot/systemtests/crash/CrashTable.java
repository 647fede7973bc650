package io.entrepot.systemtests.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of each trial, for people. */
final class CrashTable {

    private final List<Row> rows = new ArrayList<>();

    /**
     * @param killed  at which moment
     * @param state   what was found at the destination right after it
     * @param rerunMs how long the rerun took
     * @param outcome "ok", or what is wrong
     */
    record Row(String killed, String state, long rerunMs, String outcome) {
    }

    void add(Row row) {
        rows.add(row);
    }

    List<Row> failed() {
        return rows.stream().filter(row -> !row.outcome.equals("ok")).toList();
    }

    int trials() {
        return rows.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%-44s %-44s %9s  %s%n",
                "killed", "found at the destination", "rerun ms", "outcome"));
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "%-44s %-44s %9d  %s%n", row.killed, row.state, row.rerunMs, row.outcome));
        }
        return text.append(rows.size()).append(" trials, ").append(failed().size()).append(" failed").toString();
    }
}
