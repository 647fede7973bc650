package io.entrepot.resequencer.core;

import java.util.Optional;

/** How an extent that arrives stands to what arrived of its image before. */
enum Overlap {

    /** All of it is new. */
    NONE,

    /** It was there before: passed on, or waiting. */
    SAME,

    /** A part of it was there before. */
    PARTLY;

    static Overlap of(Image image, long offset, long length, Waiting waiting) {
        if (offset >= image.arrivedTo()) {
            return NONE;
        }
        long end = offset + length;
        long position = image.cursor();
        if (offset < position) {
            return end <= position ? SAME : PARTLY;
        }
        // Only what comes out of order gets here: a look at the extents on both sides.
        Optional<Row> below = waiting.last(image.ordinal(), position, offset + 1);
        if (below.isPresent() && below.get().end() > offset) {
            return below.get().position() == offset && below.get().length() == length ? SAME : PARTLY;
        }
        Optional<Row> inside = waiting.last(image.ordinal(), offset + 1, end);
        return inside.isPresent() ? PARTLY : NONE;
    }
}
