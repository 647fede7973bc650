package io.entrepot.monitor.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a person should look at. */
final class Troubles {

    private Troubles() {
    }

    /** Of images: one each, and none of those that have been sent anew since. */
    static Stream<Trouble> of(List<ImageState> images, long nowMs) {
        return images.stream().filter(ImageState::newest).flatMap(image -> of(image, nowMs).stream());
    }

    private static Optional<Trouble> of(ImageState image, long nowMs) {
        String why = image.why().orElse("No reason was given.");
        String agent = "Agent " + image.agent().orElse("?") + " says nothing and the image is not sent whole: see whether the agent"
                + " runs and reaches Kafka.";
        long receiptMs = image.receiptMs().orElse(image.saidMs());
        return switch (image.stage()) {
            case FAILED -> Optional.of(trouble(Trouble.Kind.FAILED, image, receiptMs, why));
            case ABORTED -> Optional.of(trouble(Trouble.Kind.ABORTED, image, image.saidMs(), why));
            case PARKED -> Optional.of(trouble(Trouble.Kind.PARKED, image, receiptMs,
                    image.silentMs().isPresent() ? why + " " + agent : why));
            default -> image.silentMs().isPresent()
                    ? Optional.of(trouble(Trouble.Kind.STALLED, image, nowMs - image.silentMs().getAsLong(), agent))
                    : Optional.empty();
        };
    }

    private static Trouble trouble(Trouble.Kind kind, ImageState image, long sinceMs, String sentence) {
        return new Trouble(kind, image.partition(), Optional.of(image.image()), sinceMs, sentence);
    }

    /** Of the parts that serve a partition: what there is to do and has not been done for too long. */
    static Optional<Trouble> ofParts(PartitionView view, PartitionState partition, OptionalInt resequencers, long nowMs) {
        if (view.head().isPresent()) {
            long since = Math.max(view.writerSaidMs(), view.head().get().atMs());
            return nowMs - since < ImageView.SILENT_MS ? Optional.empty()
                    : Optional.of(new Trouble(Trouble.Kind.WRITER, partition.partition(), Optional.empty(), since,
                            "There is something to write, and the writer does not go on: see whether it runs, and its log."));
        }
        // Nothing lies before the writer, so whatever there is to do is the resequencer's.
        boolean behind = partition.resequencer().oldestAtMs().isPresent();
        boolean waits = view.images().stream().anyMatch(image -> image.waitingBytes() > 0);
        if (!behind && !waits) {
            return Optional.empty();
        }
        long lastSentMs = view.images().stream().filter(image -> !image.stage().isFinal()).mapToLong(ImageState::saidMs).max()
                .orElse(0);
        long since = Math.max(view.writerSaidMs(), behind ? partition.resequencer().oldestAtMs().getAsLong() : lastSentMs);
        if (nowMs - since < ImageView.SILENT_MS) {
            return Optional.empty();
        }
        boolean none = resequencers.isPresent() && resequencers.getAsInt() == 0;
        boolean mayWaitForAgent = !behind && view.turn().isPresent();
        if (!none && mayWaitForAgent) {
            // The image in turn wants for data, which its agent is asked about.
            return Optional.empty();
        }
        return Optional.of(new Trouble(Trouble.Kind.RESEQUENCER, partition.partition(), Optional.empty(), since, none
                ? "There is something to resequence, and no resequencer runs: start one."
                : "There is something to resequence, and the resequencer does not go on: see its log."));
    }
}
