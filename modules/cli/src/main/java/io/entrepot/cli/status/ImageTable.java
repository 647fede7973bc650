package io.entrepot.cli.status;

import io.entrepot.cli.report.Names;
import io.entrepot.cli.text.Sizes;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A line for each image, as far as there is room. */
final class ImageTable {

    /** What stands behind a name. */
    private static final int FIGURES_CHARS = 70;
    private static final int NAME_CHARS_MIN = 10;
    private static final int NAME_CHARS_MAX = 40;
    private static final long SECOND_MS = 1_000;
    private static final String FORMAT = "%s  %-10s  %8s  %8s  %8s  %5s  %9s  %8s";

    private ImageTable() {
    }

    /**
     * The table with its head.
     *
     * @param images  in the order in which they are to be shown
     * @param rowsMax lines of images, and of what stands for the rest
     */
    static List<String> lines(List<ImageState> images, int columns, int rowsMax) {
        if (images.isEmpty()) {
            return List.of();
        }
        List<ImageState> shown = images.size() <= rowsMax ? images : images.subList(0, Math.max(0, rowsMax - 1));
        int width = Math.max("image".length(), shown.stream().mapToInt(image -> Names.columns(image.image())).max().orElse(0));
        width = Math.min(width, Math.max(NAME_CHARS_MIN, Math.min(NAME_CHARS_MAX, columns - FIGURES_CHARS)));
        List<String> lines = new ArrayList<>();
        lines.add(line(Names.fitted("image", width), "state", "size", "sent", "written", "", "rate", "left"));
        for (ImageState image : shown) {
            lines.add(line(image, width));
        }
        if (shown.size() < images.size()) {
            lines.addAll(Wrapping.lines("", rest(images.subList(shown.size(), images.size())), columns));
        }
        return lines;
    }

    private static String line(ImageState image, int width) {
        boolean known = image.sizeBytes().isPresent();
        boolean over = image.stage() == Stage.FAILED || image.stage() == Stage.ABORTED || image.stage() == Stage.SUPERSEDED;
        return line(Names.fitted(image.image(), width), Shown.words(image), known ? Sizes.text(image.sizeBytes().getAsLong()) : "?",
                image.agent().isPresent() ? Sizes.text(image.sentBytes()) : "?", over ? "" : Sizes.text(image.writtenBytes()),
                over || !known ? "" : Sizes.percent(image.writtenBytes(), image.sizeBytes().getAsLong()), rate(image),
                image.secondsLeft().isEmpty() ? "" : Shown.age(SECOND_MS * image.secondsLeft().getAsLong()));
    }

    /** Of writing while it is written, of sending before. */
    private static String rate(ImageState image) {
        return switch (image.stage()) {
            case RECEIVING -> Sizes.rate(image.writeRate());
            case OPENED, SENDING, PARKED -> Sizes.rate(image.sendRate());
            default -> "";
        };
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, FORMAT, cells).stripTrailing();
    }

    private static String rest(List<ImageState> images) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        images.forEach(image -> counts.merge(Shown.words(image), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((words, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, words)));
        return "and " + String.join(", ", parts);
    }
}
