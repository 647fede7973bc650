package io.entrepot.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a copy came to.
 *
 * @param took    from the command's start
 * @param images  what came of each
 * @param transit what happened between source and destination
 */
public record Summary(Duration took, List<ImageResult> images, Transit transit) {

    public Summary {
        images = List.copyOf(images);
    }

    /**
     * What happened on the way.
     *
     * <p>All but the first two count from this run's start: what an earlier one that was interrupted did is not among them.
     *
     * @param interimBytes         on the interim topic: keys, values and Kafka's own framing
     * @param interimEarlierBytes  of these, what earlier runs had put there
     * @param imageSwitches        times that the writer went from one image to another
     * @param arrivalOrderSwitches times that it would have, had it written in the order of arrival
     * @param parkedTurns          turns that ended before their image did
     * @param waitedBytes          of records, as they were sent, that waited for their image's turn
     * @param drainedBytes         of records that were passed on after they had waited, in an earlier run too; what was no longer in the
     *                             buffer and was left to the writer to fetch counts as a few bytes
     */
    public record Transit(long interimBytes, long interimEarlierBytes, long imageSwitches, long arrivalOrderSwitches, long parkedTurns,
                          long waitedBytes, long drainedBytes) {

        /** Of nothing. */
        public static final Transit NONE = new Transit(0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether an earlier run had sent a part of it. */
    public boolean isContinued() {
        return transit.interimEarlierBytes() > 0;
    }

    /** Images in a phase. */
    public long count(Phase phase) {
        return images.stream().filter(image -> image.phase() == phase).count();
    }

    /** The figures of the images that were sent, added up. */
    public ImageResult total() {
        long[] sums = new long[7];
        int extents = 0;
        int runs = 0;
        for (ImageResult image : images) {
            if (image.phase() == Phase.DONE) {
                sums[0] += image.sizeBytes();
                sums[1] += image.zeroBytes();
                sums[2] += image.newBytes();
                sums[3] += image.knownBytes();
                sums[4] += image.sharedBytes();
                sums[5] += image.copiedBytes();
                sums[6] += image.fetchedBytes();
                extents += image.fileExtents();
                runs += image.runs();
            }
        }
        return new ImageResult("total", Phase.DONE, sums[0], sums[1], sums[2], sums[3], runs, extents, sums[4], sums[5], sums[6],
                Optional.empty());
    }

    /** Bytes of the images for each byte on the interim topic; 0 when nothing was sent, or the topic has more than these images. */
    public double ratio() {
        return transit.interimBytes() == 0 || isContinued() ? 0 : (double) total().sizeBytes() / transit.interimBytes();
    }
}
