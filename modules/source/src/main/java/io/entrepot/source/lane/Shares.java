package io.entrepot.source.lane;

import java.util.TreeMap;

/**
 * In which order the cores come to the windows of several images: start-time fair queueing (Goyal, Vin, Cheng 1996) with a
 * large share for the image that was opened first of those being read.
 *
 * <p>A destination takes images one after another, in order of opening. What the first of them publishes goes straight
 * through; what the others publish meanwhile has to wait in a buffer, and what the first refers to in them has to be
 * fetched. So the first gets the cores as far as it can use them, and the others what is left, at least a small share.
 */
final class Shares {

    /** The first image's windows against one of each other: with four images, five sixths of the cores. */
    private static final int FIRST_SHARE = 16;

    private final TreeMap<Integer, Long> finishes = new TreeMap<>();
    private long now;

    /** The image's reading begins. */
    synchronized void begin(int sequence) {
        finishes.put(sequence, now);
    }

    /** The image has been read. */
    synchronized void end(int sequence) {
        finishes.remove(sequence);
    }

    /** The place of the image's next window: smaller ones come first. */
    synchronized long next(int sequence) {
        long start = Math.max(now, finishes.get(sequence));
        finishes.put(sequence, start + (sequence == finishes.firstKey() ? 1 : FIRST_SHARE));
        return start;
    }

    /** A core has come to the window with this place. */
    synchronized void started(long place) {
        now = Math.max(now, place);
    }
}
