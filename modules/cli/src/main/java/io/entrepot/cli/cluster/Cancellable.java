package io.entrepot.cli.cluster;

import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.wire.ImageGlob;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which images an order to cancel can still reach, as far as the topics tell.
 *
 * @param sending  not whole on the interim topic
 * @param tooLate  whole there, or at a destination
 */
public record Cancellable(SortedSet<String> sending, SortedSet<String> tooLate) {

    /** Of the images that fit. */
    public static Cancellable of(FleetState fleet, ImageGlob glob) {
        SortedSet<String> sending = new TreeSet<>();
        SortedSet<String> tooLate = new TreeSet<>();
        fleet.destinations().forEach(destination -> destination.images().stream()
                .filter(image -> image.newest() && glob.matches(image.image())).forEach(image -> {
                    if (isSending(image)) {
                        sending.add(image.image());
                    } else if (image.stage() != Stage.ABORTED && image.stage() != Stage.FAILED) {
                        tooLate.add(image.image());
                    }
                }));
        return new Cancellable(sending, tooLate);
    }

    private static boolean isSending(ImageState image) {
        boolean begunThere = image.stage() == Stage.RECEIVING || image.stage() == Stage.PARKED;
        return image.stage() == Stage.OPENED || image.stage() == Stage.SENDING || image.stage() == Stage.PAUSED
                || begunThere && image.sizeBytes().isPresent() && image.sentBytes() < image.sizeBytes().getAsLong();
    }
}
