package io.entrepot.cli.status;

import io.entrepot.cli.report.InPlace;
import io.entrepot.cli.report.Names;
import io.entrepot.monitor.core.FleetState;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Where a state is shown. */
public interface StatusView {

    /** Rows of images, where nothing else limits them. */
    int ROWS_MAX = 200;

    /** The fleet as it is now. */
    void show(FleetState state);

    /** It could not be told this time, and will be tried again. */
    void trouble(String sentence);

    /** One object on each line. */
    static StatusView json(PrintStream out) {
        StatusJson json = new StatusJson();
        return new StatusView() {
            @Override
            public void show(FleetState state) {
                json.lines(state).forEach(out::println);
                out.flush();
            }

            @Override
            public void trouble(String sentence) {
                out.println(json.error(sentence));
                out.flush();
            }
        };
    }

    /** Lines, one state below the other. */
    static StatusView lines(PrintStream out, PrintStream err, int columns, ZoneId zone) {
        StatusText text = new StatusText(columns, ROWS_MAX, zone);
        return new StatusView() {
            private boolean shown;

            @Override
            public void show(FleetState state) {
                if (shown) {
                    out.println();
                }
                text.lines(state).forEach(out::println);
                out.flush();
                shown = true;
            }

            @Override
            public void trouble(String sentence) {
                err.println("entrepot: " + sentence);
            }
        };
    }

    /** A terminal, on which each state takes the place of the one before. */
    static StatusView inPlace(PrintStream out, int columns, int rows, ZoneId zone) {
        InPlace place = new InPlace(out);
        return new StatusView() {
            private List<String> last = List.of();

            @Override
            public void show(FleetState state) {
                // The tables share what the head leaves; where that is not enough, the end is cut off.
                List<String> lines = new StatusText(columns - 1, ROWS_MAX, zone).lines(state);
                for (int tableRows = rows; lines.size() >= rows && tableRows > 1; tableRows--) {
                    lines = new StatusText(columns - 1, tableRows, zone).lines(state);
                }
                last = cut(lines, rows - 1).stream()
                        .map(line -> Names.columns(line) < columns ? line : Names.shortened(line, columns - 1)).toList();
                place.draw(last);
            }

            @Override
            public void trouble(String sentence) {
                List<String> said = Wrapping.lines("", "Not up to date: " + sentence, columns - 1);
                List<String> lines = new ArrayList<>(cut(last, rows - 1 - said.size()));
                lines.addAll(said);
                place.draw(lines);
            }
        };
    }

    private static List<String> cut(List<String> lines, int max) {
        return lines.size() <= max ? lines : lines.subList(0, Math.max(0, max));
    }
}
