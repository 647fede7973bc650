package io.entrepot.cli.report;

import java.io.PrintStream;
import java.util.List;

/** A terminal: lines that are drawn again in place, and what stays above them. */
public final class TerminalDisplay implements Display {

    /** ECMA-48: cursor up, erase to the end of the screen, erase to the end of the line. */
    private static final String UP = "\u001b[%dA";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final String ERASE_REST = "\u001b[K";

    private final PrintStream out;
    private final LineDisplay lines;
    private final int columns;
    private final StatusLines statusLines;
    private int drawn;

    /**
     * @param columns of the terminal
     * @param rows    of the terminal
     */
    public TerminalDisplay(PrintStream out, int columns, int rows) {
        this.out = out;
        this.columns = columns;
        this.lines = new LineDisplay(out, out);
        this.statusLines = new StatusLines(columns, rows);
    }

    @Override
    public void status(FleetStatus status) {
        List<String> now = statusLines.lines(status);
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append('\r').append(String.format(UP, drawn));
        }
        now.forEach(line -> frame.append(line).append(ERASE_REST).append('\n'));
        if (now.size() < drawn) {
            frame.append(ERASE_BELOW);
        }
        out.print(frame);
        out.flush();
        drawn = now.size();
    }

    @Override
    public void finished(ImageResult result) {
        // A success shows in its line and in the summary; a failure is said at once.
        if (result.phase() == Phase.FAILED) {
            erase();
            lines.finished(result);
        }
    }

    @Override
    public void note(String sentence) {
        erase();
        lines.note(sentence);
    }

    @Override
    public void warning(String sentence) {
        erase();
        lines.warning(sentence);
    }

    @Override
    public void error(String sentence) {
        erase();
        lines.error(sentence);
    }

    @Override
    public void summary(Summary summary) {
        erase();
        SummaryText.lines(summary, columns).forEach(out::println);
    }

    @Override
    public void appraisal(Appraisal appraisal) {
        erase();
        lines.appraisal(appraisal);
    }

    @Override
    public void close() {
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print('\r' + String.format(UP, drawn) + ERASE_BELOW);
            drawn = 0;
        }
    }
}
