package io.entrepot.cli.status;

import io.entrepot.cli.report.Names;
import io.entrepot.cli.text.Orders;
import io.entrepot.cli.text.Sizes;
import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.monitor.core.Trouble;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A fleet's state for a person who was woken up by it: what it comes to, what is wrong, then the tables. */
final class StatusText {

    /** Wider than this nobody reads a line in one go. */
    private static final int COLUMNS_MAX = 100;
    private static final int COLUMNS_MIN = 80;
    private static final int TROUBLES_MAX = 12;
    private static final int PARTITIONS_MAX = 8;
    private static final int ORDERS_MAX = 6;
    private static final long SECOND_MS = 1_000;
    private static final String INDENT = "            ";

    private final int columns;
    private final int rowsMax;
    private final DateTimeFormatter clock;

    /**
     * @param columns of the terminal
     * @param rowsMax images or partitions shown at most, each
     * @param zone    in which times of day are told
     */
    StatusText(int columns, int rowsMax, ZoneId zone) {
        this.columns = Math.max(COLUMNS_MIN, Math.min(COLUMNS_MAX, columns));
        this.rowsMax = Math.max(2, rowsMax);
        this.clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH).withZone(zone);
    }

    List<String> lines(FleetState state) {
        List<String> lines = new ArrayList<>();
        for (DestinationState destination : state.destinations()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines(state, destination, lines);
        }
        state.journalFromMs().ifPresent(from -> {
            lines.add("");
            lines.addAll(wrapped("", "The journal was read from " + clock.format(Instant.ofEpochMilli(from)) + " on: images that were sent"
                    + " before and have had no turn yet are not shown (--journal-megabytes reads more)."));
        });
        return lines;
    }

    private void lines(FleetState state, DestinationState destination, List<String> lines) {
        List<ImageState> images = Shown.images(destination.images());
        lines.add("Fleet " + state.fleet() + destination.destination().map(name -> " to " + name).orElse(", which nobody receives yet")
                + ", " + clock.format(Instant.ofEpochMilli(state.atMs())));
        lines.addAll(wrapped("  ", counts(images)));
        if (!images.isEmpty()) {
            lines.addAll(wrapped("  ", progress(destination, images)));
        }
        destination.destination().ifPresent(name -> lines.addAll(wrapped("  ", parts(destination, state.atMs()))));
        if (!state.orders().isEmpty()) {
            lines.addAll(wrapped("  ", orders(state)));
        }
        troubles(destination.troubles(), state.atMs(), lines);
        if (!images.isEmpty()) {
            lines.add("");
            lines.addAll(ImageTable.lines(images, columns, rowsMax));
        }
        if (destination.destination().isPresent()) {
            lines.add("");
            lines.add("Partitions, and what waits on each:");
            lines.addAll(PartitionTable.lines(destination.partitions(), state.atMs(), columns, rowsMax));
        }
    }

    private static String counts(List<ImageState> images) {
        if (images.isEmpty()) {
            return "no images yet";
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        images.forEach(image -> counts.merge(Shown.words(image), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((words, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, words)));
        long size = images.stream().mapToLong(ImageState::knownSizeBytes).sum();
        return Shown.plural(images.size(), "image") + " of " + Sizes.text(size) + ": " + String.join(", ", parts);
    }

    private static String progress(DestinationState destination, List<ImageState> images) {
        long size = images.stream().mapToLong(ImageState::knownSizeBytes).sum();
        long sent = images.stream().mapToLong(ImageState::publishedBytes).sum();
        long written = images.stream().mapToLong(ImageState::writtenBytes).sum();
        double sendRate = destination.partitions().stream().mapToDouble(each -> each.sendRate()).sum();
        double writeRate = destination.partitions().stream().mapToDouble(each -> each.writeRate()).sum();
        String line = "sent " + Sizes.percent(sent, size) + at(sendRate);
        if (destination.destination().isPresent()) {
            line += ", written " + Sizes.percent(written, size) + at(writeRate);
        }
        boolean done = images.stream().allMatch(image -> image.stage().isFinal());
        return destination.secondsLeft().isEmpty() || done ? line
                : line + ", " + Shown.age(SECOND_MS * destination.secondsLeft().getAsLong()) + " left";
    }

    private static String at(double rate) {
        return rate < 1 ? "" : " at " + Sizes.rate(rate);
    }

    private static String parts(DestinationState destination, long nowMs) {
        boolean none = destination.resequencers().orElse(1) == 0;
        return "resequencer: " + part(destination.resequencerLag(), nowMs) + (none ? ", none runs" : "")
                + "; writer: " + part(destination.writerLag(), nowMs);
    }

    private static String orders(FleetState state) {
        return "in force: " + state.orders().stream().limit(ORDERS_MAX).map(each -> Names.printable(Orders.words(each.key(), each.order()))
                + " (" + Names.printable(each.order().getBy()) + ", " + Shown.age(state.atMs() - each.order().getAt().toEpochMilli()) + " ago)")
                .collect(Collectors.joining("; "))
                + (state.orders().size() > ORDERS_MAX ? "; and " + (state.orders().size() - ORDERS_MAX) + " more (--json has them all)" : "");
    }

    private static String part(TopicLag lag, long nowMs) {
        if (lag.records() == 0) {
            return "nothing left to do";
        }
        String size = lag.bytes().isPresent() ? Sizes.text(lag.bytes().getAsLong()) : Shown.plural(lag.records(), "record");
        return size + (lag.oldestAtMs().isEmpty() ? "" : ", " + Shown.age(lag.ageMs(nowMs))) + " behind";
    }

    private void troubles(List<Trouble> troubles, long nowMs, List<String> lines) {
        if (troubles.isEmpty()) {
            return;
        }
        lines.add("");
        List<List<Trouble>> groups = alike(troubles);
        for (List<Trouble> group : groups.subList(0, Math.min(TROUBLES_MAX, groups.size()))) {
            Trouble trouble = group.get(0);
            String age = Shown.age(nowMs - group.stream().mapToLong(Trouble::sinceMs).min().orElseThrow());
            String said = about(group) + ", " + (lasts(trouble.kind()) ? "for " + age : age + " ago") + ": " + trouble.sentence();
            List<String> text = wrapped(INDENT, said);
            lines.add(String.format(Locale.ROOT, "%-12s", trouble.kind()) + text.get(0).substring(INDENT.length()));
            lines.addAll(text.subList(1, text.size()));
        }
        if (groups.size() > TROUBLES_MAX) {
            lines.add(INDENT + "and " + (groups.size() - TROUBLES_MAX) + " more (--json names them all)");
        }
    }

    /** Partitions that have the same trouble are told of together. */
    private static List<List<Trouble>> alike(List<Trouble> troubles) {
        Map<String, List<Trouble>> groups = new LinkedHashMap<>();
        for (Trouble trouble : troubles) {
            String group = trouble.image().map(image -> trouble.partition() + " " + image).orElse("") + trouble.kind() + trouble.sentence();
            groups.computeIfAbsent(group, none -> new ArrayList<>()).add(trouble);
        }
        return List.copyOf(groups.values());
    }

    private static String about(List<Trouble> group) {
        List<String> numbers = group.stream().map(Trouble::partition).sorted().map(String::valueOf).limit(PARTITIONS_MAX).toList();
        String partitions = (group.size() == 1 ? "partition " : "partitions ") + String.join(", ", numbers)
                + (group.size() > PARTITIONS_MAX ? " and " + (group.size() - PARTITIONS_MAX) + " more" : "");
        return group.get(0).image().orElse(partitions);
    }

    /** Whether it goes on, or happened once. */
    private static boolean lasts(Trouble.Kind kind) {
        return switch (kind) {
            case STALLED, RESEQUENCER, WRITER -> true;
            case FAILED, ABORTED, PARKED -> false;
        };
    }

    private List<String> wrapped(String indent, String text) {
        return Wrapping.lines(indent, text, columns);
    }
}
