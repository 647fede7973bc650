package io.entrepot.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a fleet is.
 *
 * @param elapsed        since the beginning
 * @param images         in the order of the arguments
 * @param bytesPerSecond written lately, or read, in bytes of the images, zeros included
 * @param left           estimated; empty while nothing can be said
 * @param readOnly       whether images are only read
 */
public record FleetStatus(Duration elapsed, List<ImageStatus> images, double bytesPerSecond, Optional<Duration> left,
                          boolean readOnly) {

    public FleetStatus {
        images = List.copyOf(images);
    }

    /** All images as one: the sums of their figures. */
    public ImageStatus total() {
        long[] sums = new long[7];
        for (ImageStatus image : images) {
            sums[0] += image.sizeBytes();
            sums[1] += image.readBytes();
            sums[2] += image.newBytes();
            sums[3] += image.knownBytes();
            sums[4] += image.zeroBytes();
            sums[5] += image.writtenBytes();
            sums[6] += image.writtenZeroBytes();
        }
        Phase phase = images.stream().allMatch(image -> image.phase().isFinal()) ? Phase.DONE : Phase.WRITING;
        return new ImageStatus("fleet", phase, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }

    /** Waiting bytes of all images. */
    public long waitingBytes() {
        return images.stream().mapToLong(ImageStatus::waitingBytes).sum();
    }

    /** Images in a phase. */
    public long count(Phase phase) {
        return images.stream().filter(image -> image.phase() == phase).count();
    }

    /** Images of which nothing is left to do, now or by an earlier run. */
    public long doneImages() {
        return count(Phase.DONE) + count(Phase.THERE) + count(Phase.SENT_BEFORE);
    }
}
