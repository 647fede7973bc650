package io.entrepot.cli.report;

import io.entrepot.cli.text.Sizes;
import io.entrepot.cli.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A summary in lines for people. */
final class SummaryText {

    private static final int NAME_CHARS_MAX = 48;
    private static final int NAME_CHARS_MIN = 12;
    /** Of the table, all but the names. */
    private static final int FIGURES_CHARS = 55;
    /** A table of more images is for programs: they have JSON. */
    private static final int TABLE_ROWS_MAX = 200;

    private SummaryText() {
    }

    static List<String> lines(Summary summary) {
        return lines(summary, NAME_CHARS_MAX + FIGURES_CHARS);
    }

    /** As wide as a terminal of so many columns has room for. */
    static List<String> lines(Summary summary, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(table(summary, columns));
        ImageResult total = summary.total();
        if (summary.count(Phase.DONE) > 0) {
            lines.add("");
            figures(summary, total, lines);
        }
        lines.add("");
        lines.add(outcome(summary, total));
        return lines;
    }

    static List<String> lines(Appraisal appraisal) {
        return List.of("",
                row("logical", appraisal.logicalBytes(), "what the images are, holes included"),
                row("zero", appraisal.zeroBytes(), "would never be sent or written"),
                row("known", appraisal.knownBytes(), "would be sent as references"),
                row("new", appraisal.newBytes(), "would be sent once, compressed"),
                row("interim topic", appraisal.interimBytes(),
                        String.format(Locale.ROOT, "all that would be sent: %.1f to 1", appraisal.ratio())),
                "",
                plural(appraisal.images(), "image", "images") + " estimated in " + Times.took(appraisal.took())
                        + (appraisal.failed() == 0 ? "" : "; " + appraisal.failed() + " FAILED") + ".");
    }

    private static void figures(Summary summary, ImageResult total, List<String> lines) {
        Summary.Transit transit = summary.transit();
        long done = summary.count(Phase.DONE);
        lines.add(row("logical", total.sizeBytes(), "what the images are, holes included"));
        lines.add(row("zero", total.zeroBytes(), "never sent, never written"));
        lines.add(row("known", total.knownBytes(), "sent as references to blocks that had been sent"));
        lines.add(row("new", total.newBytes(), "sent once, compressed"));
        lines.add(row("interim topic", transit.interimBytes(), summary.isContinued()
                ? Sizes.text(transit.interimEarlierBytes()) + " of it sent by earlier runs"
                : String.format(Locale.ROOT, "all that was sent: %.1f to 1", summary.ratio())));
        // Of earlier arrivals nothing is known: a number that leaves them out would compare what cannot be compared.
        String inArrivalOrder = summary.isContinued() ? ""
                : String.format(Locale.ROOT, " (in arrival order: %,d)", transit.arrivalOrderSwitches());
        lines.add(String.format(Locale.ROOT, "  destination     %s per image, %s%s", counted(total.runs(), done, "run", "runs"),
                plural(transit.imageSwitches(), "switch between images", "switches between images"), inArrivalOrder));
        lines.add("  on the disk     " + (total.fileExtents() == 0 ? "file extents unknown"
                : plural(total.fileExtents(), "file extent", "file extents")));
        long elsewhere = total.sharedBytes() + total.copiedBytes() + total.fetchedBytes();
        lines.add(String.format(Locale.ROOT, "  written from    %s passed on, %s shared, %s copied, %s refetched",
                Sizes.text(total.newBytes() + total.knownBytes() - elsewhere), Sizes.text(total.sharedBytes()),
                Sizes.text(total.copiedBytes()), Sizes.text(total.fetchedBytes())));
        lines.add(String.format(Locale.ROOT, "  out of turn     %s waited, %s drained, as sent%s", Sizes.text(transit.waitedBytes()),
                Sizes.text(transit.drainedBytes()),
                transit.parkedTurns() == 0 ? "" : ", " + plural(transit.parkedTurns(), "turn parked", "turns parked")));
        if (summary.isContinued()) {
            lines.add("  An earlier run has done a part of this; switches and what was out of turn are this run's alone.");
        }
    }

    private static String outcome(Summary summary, ImageResult total) {
        long done = summary.count(Phase.DONE);
        long there = summary.count(Phase.THERE);
        long failed = summary.count(Phase.FAILED);
        long open = summary.images().size() - done - there - failed;
        double seconds = Math.max(0.001, summary.took().toMillis() / 1_000.0);
        StringBuilder line = new StringBuilder();
        line.append(plural(done, "image", "images")).append(" copied");
        if (done > 0) {
            line.append(", ").append(Sizes.text(total.sizeBytes()));
            if (summary.isContinued()) {
                line.append(", this run's part in ").append(Times.took(summary.took()));
            } else {
                line.append(" in ").append(Times.took(summary.took()))
                        .append(" (").append(Sizes.rate(total.sizeBytes() / seconds)).append(")");
            }
        }
        append(line, there, "there already");
        append(line, failed, "FAILED");
        append(line, open, "not finished");
        return line.append('.').toString();
    }

    private static void append(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append("; ").append(count).append(' ').append(what);
        }
    }

    private static List<String> table(Summary summary, int columns) {
        List<ImageResult> rows = summary.images().size() > TABLE_ROWS_MAX
                ? summary.images().stream().filter(image -> image.phase() == Phase.FAILED).limit(TABLE_ROWS_MAX).toList()
                : summary.images();
        if (rows.isEmpty()) {
            return List.of();
        }
        int width = rows.stream().mapToInt(image -> Names.columns(image.name())).max().orElse(0);
        int room = Math.max(NAME_CHARS_MIN, Math.min(NAME_CHARS_MAX, columns - FIGURES_CHARS));
        width = Math.min(room, Math.max("image".length(), width));
        List<String> lines = new ArrayList<>();
        String format = "%s  %8s  %8s  %8s  %8s  %4s  %7s";
        lines.add(String.format(Locale.ROOT, format, Names.fitted("image", width), "size", "new", "known", "zero", "runs", "extents"));
        for (ImageResult image : rows) {
            String name = Names.fitted(image.name(), width);
            lines.add(image.phase() == Phase.DONE
                    ? String.format(Locale.ROOT, format, name, Sizes.text(image.sizeBytes()), Sizes.text(image.newBytes()),
                            Sizes.text(image.knownBytes()), Sizes.text(image.zeroBytes()), image.runs(),
                            image.fileExtents() == 0 ? "?" : image.fileExtents())
                    : String.format(Locale.ROOT, "%s  %8s  %s", name, Sizes.text(image.sizeBytes()),
                            image.phase().words()));
        }
        return lines;
    }

    static String row(String what, long bytes, String remark) {
        return String.format(Locale.ROOT, "  %-14s %8s  %s", what, Sizes.text(bytes), remark);
    }

    private static String counted(long sum, long images, String one, String several) {
        return sum == images ? "1 " + one : String.format(Locale.ROOT, "%.2f %s", (double) sum / images, several);
    }

    private static String plural(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
