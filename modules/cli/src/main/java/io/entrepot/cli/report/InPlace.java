package io.entrepot.cli.report;

import java.io.PrintStream;
import java.util.List;

/** Lines on a terminal that are drawn again where they stand. */
public final class InPlace {

    /** ECMA-48: cursor up, erase to the end of the screen, erase to the end of the line. */
    private static final String UP = "\u001b[%dA";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final String ERASE_REST = "\u001b[K";

    private final PrintStream out;
    private int drawn;

    public InPlace(PrintStream out) {
        this.out = out;
    }

    /** @param lines narrower than the terminal, and fewer than it has rows */
    public void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append('\r').append(String.format(UP, drawn));
        }
        lines.forEach(line -> frame.append(line).append(ERASE_REST).append('\n'));
        if (lines.size() < drawn) {
            frame.append(ERASE_BELOW);
        }
        out.print(frame);
        out.flush();
        drawn = lines.size();
    }

    /** So that what is printed next stands in their place. */
    public void erase() {
        if (drawn > 0) {
            out.print('\r' + String.format(UP, drawn) + ERASE_BELOW);
            drawn = 0;
        }
    }
}
