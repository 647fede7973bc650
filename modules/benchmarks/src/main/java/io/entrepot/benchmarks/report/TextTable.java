package io.entrepot.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in columns; the first column to the left, the others to the right. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    private final boolean notes;

    public TextTable(String... heads) {
        this(false, heads);
    }

    private TextTable(boolean notes, String... heads) {
        this.notes = notes;
        rows.add(List.of(heads));
    }

    /** One whose last column is words, to the left. */
    public static TextTable withNotes(String... heads) {
        return new TextTable(true, heads);
    }

    /** @throws IllegalArgumentException when it has not one cell for each column */
    public TextTable row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + rows.get(0).size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - row.get(i).length());
            boolean words = i == 0 || notes && i == widths.length - 1;
            line.append(i == 0 ? "" : GAP).append(words ? row.get(i) + blanks : blanks + row.get(i));
        }
        return line.toString().stripTrailing();
    }
}
