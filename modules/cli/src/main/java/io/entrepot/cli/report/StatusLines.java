package io.entrepot.cli.report;

import io.entrepot.cli.text.Sizes;
import io.entrepot.cli.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The lines of a terminal: one for the fleet, one for each image that something happens to, as far as there is room. */
final class StatusLines {

    private static final int COLUMNS_MIN = 40;
    private static final int NAME_CHARS_MIN = 10;
    private static final int NAME_CHARS_MAX = 32;
    /** What stands above should stay in sight. */
    private static final int ROWS_MAX = 16;

    private final int columns;
    private final int rows;

    StatusLines(int columns, int rows) {
        this.columns = Math.max(COLUMNS_MIN, columns);
        this.rows = Math.max(2, Math.min(ROWS_MAX, rows - 2));
    }

    List<String> lines(FleetStatus status) {
        int width = status.images().stream().mapToInt(image -> Names.columns(image.name())).max().orElse(0);
        width = Math.max(NAME_CHARS_MIN, Math.min(Math.min(NAME_CHARS_MAX, columns / 3), width));
        List<ImageStatus> shown = shown(status.images());
        List<String> lines = new ArrayList<>();
        lines.add(fleet(status, width));
        for (ImageStatus image : shown) {
            lines.add(fit(cells(image, width, image.waitingBytes(), status.readOnly()), List.of(image.phase().words())));
        }
        if (shown.size() < status.images().size()) {
            lines.add(fit(List.of(rest(status, shown)), List.of()));
        }
        return lines;
    }

    private String fleet(FleetStatus status, int width) {
        List<String> last = new ArrayList<>();
        last.add(Sizes.rate(status.bytesPerSecond()));
        last.add(status.left().map(left -> Times.clock(left) + " left").orElse(Times.clock(status.elapsed())));
        return fit(cells(status.total(), width, status.waitingBytes(), status.readOnly()), last);
    }

    /** What comes first matters most and is dropped last. */
    private static List<String> cells(ImageStatus image, int width, long waiting, boolean readOnly) {
        List<String> cells = new ArrayList<>();
        cells.add(Names.fitted(image.name(), width));
        cells.add(String.format("%8s", Sizes.text(image.sizeBytes())));
        if (!readOnly) {
            cells.add(String.format("written %5s", Sizes.percent(image.writtenBytes(), image.sizeBytes())));
        }
        cells.add(String.format("read %5s", Sizes.percent(image.readBytes(), image.sizeBytes())));
        if (!readOnly) {
            cells.add(String.format("waiting %7s", Sizes.text(waiting)));
        }
        cells.add(String.format("new %7s", Sizes.text(image.newBytes())));
        cells.add(String.format("known %7s", Sizes.text(image.knownBytes())));
        cells.add(String.format("zero %7s", Sizes.text(image.zeroBytes())));
        return cells;
    }

    /** As many of the first as there is room for beside the last, which are always shown. */
    private String fit(List<String> cells, List<String> last) {
        int lastLength = last.stream().mapToInt(cell -> cell.length() + 2).sum();
        StringBuilder line = new StringBuilder(cells.get(0));
        // Only the first can hold what takes more or fewer columns than it has characters.
        int wider = Names.columns(cells.get(0)) - cells.get(0).length();
        for (String cell : cells.subList(1, cells.size())) {
            if (line.length() + wider + 2 + cell.length() + lastLength >= columns) {
                break;
            }
            line.append("  ").append(cell);
        }
        last.forEach(cell -> line.append("  ").append(cell));
        return line.length() + wider < columns ? line.toString() : Names.shortened(line.toString(), columns - 1);
    }

    /** Those that something happens to first, then those that wait; in the order of the arguments. */
    private List<ImageStatus> shown(List<ImageStatus> images) {
        int room = rows - 1;
        if (images.size() <= room) {
            return images;
        }
        List<ImageStatus> chosen = images.stream().sorted(Comparator.comparingInt(StatusLines::rank)).limit(room - 1L).toList();
        return images.stream().filter(chosen::contains).toList();
    }

    private static int rank(ImageStatus image) {
        return switch (image.phase()) {
            case WRITING -> 0;
            case READING -> 1;
            case PAUSED, WAITING -> 2;
            case FAILED -> 3;
            case QUEUED -> 4;
            case DONE, THERE, PRECOPIED, SENT, SENT_BEFORE, HALF_SENT -> 5;
        };
    }

    private static String rest(FleetStatus status, List<ImageStatus> shown) {
        List<String> parts = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            long hidden = status.images().stream().filter(image -> image.phase() == phase && !shown.contains(image)).count();
            if (hidden > 0) {
                parts.add(hidden + " " + phase.words());
            }
        }
        return "and " + String.join(", ", parts);
    }
}
