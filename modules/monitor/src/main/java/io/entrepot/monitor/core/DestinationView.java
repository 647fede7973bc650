package io.entrepot.monitor.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Puts the partitions of a destination together. */
final class DestinationView {

    private DestinationView() {
    }

    static DestinationState of(Optional<String> destination, List<PartitionView> views, OptionalInt resequencers, long nowMs) {
        List<ImageState> images = new ArrayList<>();
        List<PartitionState> partitions = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        for (PartitionView view : views) {
            images.addAll(view.images());
            PartitionState partition = view.state();
            partitions.add(partition);
            Troubles.of(view.images(), nowMs).forEach(troubles::add);
            if (destination.isPresent()) {
                Troubles.ofParts(view, partition, resequencers, nowMs).ifPresent(troubles::add);
            }
        }
        troubles.sort(Comparator.comparing(Trouble::kind).thenComparingLong(Trouble::sinceMs));
        return new DestinationState(destination, images, partitions, resequencers, left(views), troubles);
    }

    /** Partitions go on side by side, so the slowest says. */
    private static OptionalLong left(List<PartitionView> views) {
        long seconds = 0;
        for (PartitionView view : views) {
            long bytes = view.images().stream().filter(image -> !image.stage().isFinal())
                    .mapToLong(image -> image.knownSizeBytes() - image.writtenBytes()).sum();
            OptionalLong left = bytes == 0 ? OptionalLong.of(0) : ImageView.left(bytes, view.writeRate());
            if (left.isEmpty()) {
                return left;
            }
            seconds = Math.max(seconds, left.getAsLong());
        }
        return OptionalLong.of(seconds);
    }
}
