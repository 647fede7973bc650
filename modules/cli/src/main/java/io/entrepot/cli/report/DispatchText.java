package io.entrepot.cli.report;

import io.entrepot.cli.text.Sizes;
import io.entrepot.cli.text.Times;
import java.util.ArrayList;
import java.util.List;

/** The end of a sending in lines for people. */
final class DispatchText {

    private DispatchText() {
    }

    static List<String> lines(Dispatch dispatch) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        ImageResult total = dispatch.total();
        long sent = dispatch.count(Phase.SENT);
        long ahead = dispatch.count(Phase.PRECOPIED);
        if (sent + ahead > 0) {
            lines.add(SummaryText.row("logical", total.sizeBytes(), "what the images are, holes included"));
            lines.add(SummaryText.row("zero", total.zeroBytes(), "never sent"));
            lines.add(SummaryText.row("known", total.knownBytes(), "sent as references to blocks that the fleet had sent"));
            lines.add(SummaryText.row("new", total.newBytes(), "sent once, compressed"));
        }
        if (dispatch.interimBytes() > 0 || sent + ahead > 0) {
            lines.add(SummaryText.row("interim topic", dispatch.interimBytes(), "all that this sending put there"));
            lines.add("");
        }
        StringBuilder line = new StringBuilder();
        long count = sent + ahead;
        line.append(count).append(count == 1 ? " image" : " images").append(ahead > 0 ? " precopied" : " sent");
        if (count > 0) {
            double seconds = Math.max(0.001, dispatch.took().toMillis() / 1_000.0);
            line.append(", ").append(Sizes.text(total.sizeBytes())).append(" in ").append(Times.took(dispatch.took())).append(" (")
                    .append(Sizes.rate(total.sizeBytes() / seconds)).append(")");
        }
        append(line, dispatch.count(Phase.SENT_BEFORE), "sent before");
        append(line, dispatch.count(Phase.HALF_SENT), Phase.HALF_SENT.words());
        append(line, dispatch.count(Phase.QUEUED), Phase.QUEUED.words());
        append(line, dispatch.count(Phase.FAILED), "FAILED");
        lines.add(line.append('.').toString());
        return lines;
    }

    private static void append(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append("; ").append(count).append(' ').append(what);
        }
    }
}
