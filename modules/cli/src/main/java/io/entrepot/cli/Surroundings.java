package io.entrepot.cli;

import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.report.JsonDisplay;
import io.entrepot.cli.report.LineDisplay;
import io.entrepot.cli.report.TerminalDisplay;
import io.entrepot.cli.status.StatusView;
import io.entrepot.destination.WriterListener;
import java.io.PrintStream;
import java.time.ZoneId;

/**
 * What a command finds around it.
 *
 * @param out          for what was asked for
 * @param err          for what went wrong
 * @param interruption says when to stop
 * @param tap          hears what a writer does
 */
record Surroundings(PrintStream out, PrintStream err, Interruption interruption, WriterListener tap) {

    private static final int COLUMNS_DEFAULT = 80;
    private static final int LINES_DEFAULT = 24;
    private static final int COLUMNS_OF_A_FILE = 100;

    /** For a part that runs until it is stopped. */
    Bulletin bulletin(boolean json) {
        return new Bulletin(out, err, json);
    }

    /** For what is shown of a fleet, once or again and again. */
    StatusView statusView(boolean json, boolean watch) {
        if (json) {
            return StatusView.json(out);
        }
        boolean terminal = Boolean.getBoolean("entrepot.terminal");
        int columns = terminal ? Integer.getInteger("entrepot.columns", COLUMNS_DEFAULT) : COLUMNS_OF_A_FILE;
        return terminal && watch
                ? StatusView.inPlace(out, columns, Integer.getInteger("entrepot.lines", LINES_DEFAULT), ZoneId.systemDefault())
                : StatusView.lines(out, err, columns, ZoneId.systemDefault());
    }

    /** As JSON, or as fits what the output is; {@code bin/entrepot} says whether that is a terminal, and how large. */
    Display display(boolean json) {
        if (json) {
            return new JsonDisplay(out);
        }
        return Boolean.getBoolean("entrepot.terminal")
                ? new TerminalDisplay(out, Integer.getInteger("entrepot.columns", COLUMNS_DEFAULT),
                        Integer.getInteger("entrepot.lines", LINES_DEFAULT))
                : new LineDisplay(out, err);
    }
}
