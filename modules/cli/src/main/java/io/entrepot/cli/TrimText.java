package io.entrepot.cli;

import io.entrepot.cli.report.Names;
import io.entrepot.monitor.core.trim.Loss;
import io.entrepot.monitor.core.trim.TrimPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What trimming does, in lines for people. */
final class TrimText {

    /** More than anybody reads; the rest is counted. */
    private static final int LOSSES_MAX = 1_000;

    private TrimText() {
    }

    /** @param would whether it is not going to happen now */
    static List<String> lines(TrimPlan plan, boolean would) {
        List<String> lines = new ArrayList<>();
        for (TrimPlan.Cut cut : plan.cuts()) {
            lines.add(cut.isEmpty()
                    ? "Partition " + cut.partition() + ": nothing to trim" + holder(cut)
                    : String.format(Locale.ROOT, "Partition %d: %s interim offsets %d to %d of %d, and journal offsets %d to %d%s", cut.partition(),
                            would ? "would trim" : "trimming", cut.interimStart(), cut.interimBefore(), cut.interimEnd(), cut.journalStart(),
                            cut.journalBefore(), holder(cut)));
            if (cut.forgotten() > 0) {
                lines.add(String.format(Locale.ROOT, cut.forgotten() == 1
                        ? "  the journal no longer tells of %,d finished image: an agent without its state sends it again, and any agent may send one of its name"
                        : "  the journal no longer tells of %,d finished images: an agent without its state sends them again, and any agent may send some of"
                                + " their names", cut.forgotten()));
            }
        }
        // An image that was sent day after day is one line.
        Map<String, Long> losses = plan.losses().stream().map(TrimText::words).map(Names::printable)
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        losses.entrySet().stream().limit(LOSSES_MAX).map(loss -> loss.getValue() == 1 ? loss.getKey()
                : String.format(Locale.ROOT, "%s (%,d generations)", loss.getKey(), loss.getValue())).forEach(lines::add);
        if (losses.size() > LOSSES_MAX) {
            lines.add(String.format(Locale.ROOT, "  and %,d more", losses.size() - LOSSES_MAX));
        }
        return lines;
    }

    private static String holder(TrimPlan.Cut cut) {
        return cut.holder().map(loss -> Names.printable("; held by " + who(loss))).orElse("");
    }

    private static String who(Loss loss) {
        if (loss.kind() == Loss.Kind.UNREAD) {
            return "destination " + loss.destination() + ", whose resequencer has not read further";
        } else if (loss.image().isEmpty()) {
            return "there being no destination";
        }
        return loss.image() + ", which destination " + loss.destination() + " has not finished";
    }

    private static String words(Loss loss) {
        return switch (loss.kind()) {
            case UNREAD -> "  LOST: destination " + loss.destination() + " has not read all of partition " + loss.partition()
                    + ", and has to be reset";
            case UNFINISHED -> "  LOST: " + loss.image() + (loss.destination().isEmpty() ? " has not been received by anybody"
                    : " is not finished at destination " + loss.destination() + ": it has to be sent with --again");
            case UNREADABLE -> "  PERHAPS LOST: what is needed by the record at interim offset " + loss.offset() + " of partition " + loss.partition()
                    + (loss.image().isEmpty() ? "" : ", one of " + loss.image()) + ", which cannot be read here: trim with an entrepot as new as the agents'";
            case RECORDS -> "  no longer to be replayed, verified or repaired: " + loss.image();
            case CARRIERS -> "  no longer to be replayed, verified or repaired: " + loss.image() + ", which stays and refers to blocks that go";
        };
    }
}
