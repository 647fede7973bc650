package io.entrepot.cli;

import io.entrepot.wire.TopicFault;
import io.entrepot.wire.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Topics in lines for people. */
final class TopicsText {

    /** Of partitions, as many as can be taken in at a glance. */
    private static final int PARTITIONS_SHOWN_MAX = 8;

    private TopicsText() {
    }

    static List<String> lines(List<TopicState> topics) {
        int width = topics.stream().mapToInt(topic -> topic.name().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (TopicState topic : topics) {
            lines.add(String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  %s, %s (%d in sync), offsets %s", topic.name(),
                    counted(topic.partitions(), "partition"), counted(topic.factor(), "replica"), topic.inSync(), offsets(topic)));
            topic.faults().stream().map(TopicFault::toString).forEach(fault -> lines.add("  WRONG: " + fault));
        }
        return lines;
    }

    private static String offsets(TopicState topic) {
        String shown = new TreeMap<>(topic.endOffsets()).entrySet().stream().limit(PARTITIONS_SHOWN_MAX)
                .map(end -> end.getKey() + ": " + topic.startOffsets().getOrDefault(end.getKey(), 0L) + " to " + end.getValue())
                .collect(Collectors.joining(", "));
        return topic.partitions() > PARTITIONS_SHOWN_MAX ? shown + ", …" : shown;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
