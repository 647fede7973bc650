package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.report.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Bars of wall time and of bytes between, as an SVG that reads on white and on black: no background, colours of middling
 * brightness, and lighter letters where the reader's system is dark.
 */
final class PeersPlot {

    private static final int NAME_PX = 110;
    private static final int BAR_PX = 230;
    private static final int VALUE_PX = 60;
    private static final int LINE_PX = 22;
    private static final int HEAD_PX = 30;
    private static final int FOOT_PX = 26;

    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #57606a }
            .head { font-weight: 600 }
            .own { font-weight: 700 }
            .there { fill: #6e8fb5 } .back { fill: #a5b8cf } .between { fill: #8f8fa8 }
            .own-there { fill: #d97706 } .own-between { fill: #d97706 }
            @media (prefers-color-scheme: dark) { text { fill: #adbac7 } }
            </style>
            """;

    private PeersPlot() {
    }

    /** Those that were done, the fastest first. */
    static String svg(List<Row> rows, String title) {
        List<Row> sorted = rows.stream().filter(row -> !row.done().isEmpty())
                .sorted(Comparator.comparingDouble(row -> median(row, Metric.WALL_SECONDS))).toList();
        double wallMax = sorted.stream().mapToDouble(row -> median(row, Metric.WALL_SECONDS)).max().orElse(1);
        double betweenMax = sorted.stream().mapToDouble(row -> median(row, Metric.BETWEEN_BYTES)).max().orElse(1);
        int right = NAME_PX + BAR_PX + VALUE_PX;
        int width = right + BAR_PX + VALUE_PX;
        int height = HEAD_PX + sorted.size() * LINE_PX + FOOT_PX;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                .formatted(width, height, width, height));
        svg.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        text(svg, NAME_PX, 16, "head", "seconds: there, and back (lighter)");
        text(svg, right, 16, "head", "megabytes in between");
        int y = HEAD_PX;
        for (Row row : sorted) {
            boolean own = row.tool().equals(Tools.ENTREPOT);
            svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\"%s>%s</text>\n".formatted(NAME_PX - 8, y + 13, own ? " class=\"own\"" : "",
                    own ? "Entrepot" : escaped(row.tool())));
            // Medians of the whole and of the way there; the way back is what is left, so that the bar ends at the whole.
            double wall = median(row, Metric.WALL_SECONDS);
            double there = Math.min(wall, median(row, Metric.THERE_SECONDS));
            bar(svg, NAME_PX, y, BAR_PX * there / wallMax, own ? "own-there" : "there");
            bar(svg, NAME_PX + BAR_PX * there / wallMax, y, BAR_PX * (wall - there) / wallMax, "back");
            text(svg, NAME_PX + BAR_PX * wall / wallMax + 5, y + 13, "", Figures.digits(wall));
            Optional<Double> between = row.spread(Metric.BETWEEN_BYTES).map(spread -> spread.median());
            if (between.isPresent()) {
                double length = betweenMax == 0 ? 0 : BAR_PX * between.get() / betweenMax;
                bar(svg, right, y, length, own ? "own-between" : "between");
                text(svg, right + length + 5, y + 13, "", Figures.megabytes(between.get()));
            } else {
                text(svg, right, y + 13, "", "nothing");
            }
            y += LINE_PX;
        }
        text(svg, NAME_PX, y + 16, "", title);
        return svg.append("</svg>\n").toString();
    }

    private static double median(Row row, Metric metric) {
        return row.spread(metric).map(spread -> spread.median()).orElse(0.0);
    }

    private static void bar(StringBuilder svg, double x, int y, double length, String style) {
        if (length > 0) {
            svg.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>\n",
                    x, y, length, LINE_PX - 6, style));
        }
    }

    private static void text(StringBuilder svg, double x, int y, String style, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\"%s>%s</text>\n", x, y,
                style.isEmpty() ? "" : " class=\"" + style + "\"", escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
