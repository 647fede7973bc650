package io.entrepot.cli.report;

import java.time.Duration;
import java.util.List;

/**
 * What a sending came to.
 *
 * @param took         from the command's start
 * @param images       what came of each
 * @param interimBytes keys and values that this sending put on the interim topic
 */
public record Dispatch(Duration took, List<ImageResult> images, long interimBytes) {

    public Dispatch {
        images = List.copyOf(images);
    }

    /** Images in a phase. */
    public long count(Phase phase) {
        return images.stream().filter(image -> image.phase() == phase).count();
    }

    /** The figures of the images that were sent, added up. */
    public ImageResult total() {
        long[] sums = new long[4];
        images.stream().filter(image -> image.phase() == Phase.SENT || image.phase() == Phase.PRECOPIED).forEach(image -> {
            sums[0] += image.sizeBytes();
            sums[1] += image.zeroBytes();
            sums[2] += image.newBytes();
            sums[3] += image.knownBytes();
        });
        return ImageResult.sent("total", sums[0], sums[1], sums[2], sums[3]);
    }
}
