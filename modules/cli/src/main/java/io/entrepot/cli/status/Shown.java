package io.entrepot.cli.status;

import io.entrepot.cli.text.Times;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words for states, and which images are worth a line. */
final class Shown {

    private static final long CLOCK_HOURS_MAX = 99;

    private Shown() {
    }

    /** The latest sending of each image, and those before it that are not at their end; what goes wrong or on first. */
    static List<ImageState> images(List<ImageState> images) {
        return images.stream().filter(image -> image.newest() || !image.stage().isFinal())
                .sorted(Comparator.comparingInt(Shown::rank)).toList();
    }

    private static int rank(ImageState image) {
        return switch (image.stage()) {
            case FAILED, ABORTED -> 0;
            case RECEIVING -> 1;
            case PARKED -> 2;
            case SENDING, OPENED, PAUSED -> image.silentMs().isPresent() ? 2 : 3;
            case WAITING, SEALED -> 4;
            case COMMITTED -> 5;
            case SUPERSEDED -> 6;
        };
    }

    /** As a person reads it; what is wrong in capitals. */
    static String words(ImageState image) {
        boolean stalled = image.silentMs().isPresent() && image.stage() != Stage.PARKED;
        return stalled ? "STALLED" : words(image.stage());
    }

    static String words(Stage stage) {
        return stage == Stage.FAILED || stage == Stage.ABORTED || stage == Stage.PARKED
                ? stage.name() : stage.name().toLowerCase(Locale.ROOT);
    }

    /** On a clock, or in days where that would be long. */
    static String age(long ms) {
        Duration time = Duration.ofMillis(Math.max(0, ms));
        return time.toHours() > CLOCK_HOURS_MAX ? time.toDays() + " d" : Times.clock(time);
    }

    /** "1 image", "2 images". */
    static String plural(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }
}
