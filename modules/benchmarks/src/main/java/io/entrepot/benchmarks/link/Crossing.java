package io.entrepot.benchmarks.link;

/**
 * What moved over a link, and how long it took.
 *
 * @param thereSeconds until everything is on the far side
 * @param wholeSeconds until every image is restored, and on the disk there
 * @param upBytes      from where the images are
 * @param downBytes    the other way
 */
record Crossing(String tool, double thereSeconds, double wholeSeconds, long upBytes, long downBytes) {

    /** Part of what the link could have carried until the last image was there. */
    double used(LinkShape shape) {
        return shape.seconds(upBytes) / wholeSeconds;
    }

    /** The time it took against the time that its bytes alone would have taken. */
    double overBare(LinkShape shape) {
        return wholeSeconds / shape.seconds(upBytes);
    }
}
