package io.entrepot.cli.status;

import io.entrepot.cli.report.Names;
import io.entrepot.cli.text.Sizes;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.monitor.core.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A line for each partition: whose turn it is, what waits for its own, and how far the parts are behind. */
final class PartitionTable {

    /** What stands behind a name. */
    private static final int FIGURES_CHARS = 79;
    private static final int RECORDS_CHARS = 9;
    private static final int NAME_CHARS_MIN = 10;
    private static final int NAME_CHARS_MAX = 40;
    private static final String NOBODY = "-";

    private PartitionTable() {
    }

    static List<String> lines(List<PartitionState> partitions, long nowMs, int columns, int rowsMax) {
        List<PartitionState> shown = partitions;
        if (partitions.size() > rowsMax) {
            // Those with the most to do, in their order.
            shown = partitions.stream().sorted(Comparator.comparingLong(PartitionState::waitingBytes).reversed())
                    .limit(Math.max(0, rowsMax - 1)).sorted(Comparator.comparingInt(PartitionState::partition)).toList();
        }
        // On a narrow terminal records are left out: their bytes are there.
        boolean narrow = columns < FIGURES_CHARS + NAME_CHARS_MIN + 2;
        int room = columns - FIGURES_CHARS + (narrow ? RECORDS_CHARS : 0);
        int width = Math.max("turn of".length(), shown.stream().mapToInt(each -> Names.columns(holder(each))).max().orElse(0));
        width = Math.min(width, Math.max(NAME_CHARS_MIN, Math.min(NAME_CHARS_MAX, room)));
        List<String> lines = new ArrayList<>();
        lines.add(line(narrow, "part", Names.fitted("turn of", width), "for", "images", "records", "bytes", "resequencer lag",
                "writer lag"));
        for (PartitionState each : shown) {
            lines.add(line(narrow, Integer.toString(each.partition()), holder(each, width), since(each, nowMs),
                    String.format(Locale.ROOT, "%,d", each.waitingImages()), String.format(Locale.ROOT, "%,d", each.waitingRecords()),
                    Sizes.text(each.waitingBytes()), lag(each.resequencer(), nowMs), lag(each.writer(), nowMs)));
        }
        if (shown.size() < partitions.size()) {
            lines.add("and " + Shown.plural(partitions.size() - shown.size(), "partition") + " with less to do");
        }
        return lines;
    }

    /** As "45.1 MB 0:02". */
    static String lag(TopicLag lag, long nowMs) {
        if (lag.records() == 0) {
            return "none";
        }
        String size = lag.bytes().isPresent() ? Sizes.text(lag.bytes().getAsLong()) : lag.records() + " rec";
        return lag.oldestAtMs().isEmpty() ? size : size + " " + Shown.age(lag.ageMs(nowMs));
    }

    private static String holder(PartitionState partition) {
        return partition.turn().map(turn -> turn.image() + number(turn)).orElse(NOBODY);
    }

    /** In so many columns; the number stays when the name does not. */
    private static String holder(PartitionState partition, int width) {
        return partition.turn()
                .map(turn -> Names.fitted(Names.shortened(turn.image(), width - number(turn).length()) + number(turn), width))
                .orElse(Names.fitted(NOBODY, width));
    }

    private static String number(Turn turn) {
        return turn.number() > 1 ? " #" + turn.number() : "";
    }

    private static String since(PartitionState partition, long nowMs) {
        return partition.turn().map(Turn::sinceMs).filter(since -> since.isPresent())
                .map(since -> Shown.age(nowMs - since.getAsLong())).orElse("");
    }

    private static String line(boolean narrow, String... cells) {
        String start = String.format(Locale.ROOT, "%4s  %s  %8s  %6s", cells[0], cells[1], cells[2], cells[3]);
        String records = narrow ? "" : String.format(Locale.ROOT, "  %7s", cells[4]);
        return start + records + String.format(Locale.ROOT, "  %8s  %16s  %16s", cells[5], cells[6], cells[7]);
    }
}
