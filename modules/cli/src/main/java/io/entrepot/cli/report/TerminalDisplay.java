package io.entrepot.cli.report;

import java.io.PrintStream;

/** A terminal: lines that are drawn again in place, and what stays above them. */
public final class TerminalDisplay implements Display {

    private final PrintStream out;
    private final LineDisplay lines;
    private final int columns;
    private final StatusLines statusLines;
    private final InPlace place;

    /**
     * @param columns of the terminal
     * @param rows    of the terminal
     */
    public TerminalDisplay(PrintStream out, int columns, int rows) {
        this.out = out;
        this.columns = columns;
        this.lines = new LineDisplay(out, out);
        this.statusLines = new StatusLines(columns, rows);
        this.place = new InPlace(out);
    }

    @Override
    public void status(FleetStatus status) {
        place.draw(statusLines.lines(status));
    }

    @Override
    public void finished(ImageResult result) {
        // A success shows in its line and in the summary; a failure is said at once.
        if (result.phase() == Phase.FAILED) {
            place.erase();
            lines.finished(result);
        }
    }

    @Override
    public void note(String sentence) {
        place.erase();
        lines.note(sentence);
    }

    @Override
    public void warning(String sentence) {
        place.erase();
        lines.warning(sentence);
    }

    @Override
    public void error(String sentence) {
        place.erase();
        lines.error(sentence);
    }

    @Override
    public void summary(Summary summary) {
        place.erase();
        SummaryText.lines(summary, columns).forEach(out::println);
    }

    @Override
    public void appraisal(Appraisal appraisal) {
        place.erase();
        lines.appraisal(appraisal);
    }

    @Override
    public void dispatch(Dispatch dispatch) {
        place.erase();
        lines.dispatch(dispatch);
    }

    @Override
    public void close() {
        out.flush();
    }
}
