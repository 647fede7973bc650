package io.entrepot.cli.status;

import io.entrepot.cli.report.Names;
import java.util.ArrayList;
import java.util.List;

/** Breaks sentences into lines. */
final class Wrapping {

    private Wrapping() {
    }

    /** Broken between words, each line behind the indent; a word that is wider than a line loses its middle. */
    static List<String> lines(String indent, String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : Names.printable(text).split(" ")) {
            String fit = Names.shortened(word, columns - indent.length());
            if (line.length() > indent.length() && Names.columns(line.toString()) + 1 + Names.columns(fit) > columns) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(fit);
        }
        lines.add(line.toString());
        return lines;
    }
}
