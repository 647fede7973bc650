package io.entrepot.monitor.core;

import java.util.Arrays;
import java.util.OptionalLong;

/** When each part of an image was sent, to a fixed fraction of the image however large it is. For one thread. */
final class SendTimes {

    /** A quarter of a kilobyte for each image, and waiting told to a thirtieth of the time that its sending took. */
    static final int PIECES = 32;

    private final long pieceBytes;
    /** Of the first byte of each, milliseconds since the epoch; 0 for one that was not sent. */
    private final long[] sentMs = new long[PIECES];

    SendTimes(long sizeBytes) {
        pieceBytes = Math.max(1, (sizeBytes + PIECES - 1) / PIECES);
    }

    /** The image was sent from one offset to another, at this time. */
    void sent(long from, long to, long atMs) {
        // A piece that was begun before keeps the time at which it was.
        for (int piece = from == 0 ? 0 : piece(from - 1) + 1; piece < PIECES && piece * pieceBytes < to; piece++) {
            sentMs[piece] = atMs;
        }
    }

    /** When what stands at this offset was sent, or up to a piece earlier; empty when it was not. */
    OptionalLong of(long offset) {
        long atMs = sentMs[piece(offset)];
        return atMs == 0 ? OptionalLong.empty() : OptionalLong.of(atMs);
    }

    private int piece(long offset) {
        return (int) Math.min(PIECES - 1, offset / pieceBytes);
    }

    @Override
    public String toString() {
        return pieceBytes + " bytes each: " + Arrays.toString(sentMs);
    }
}
