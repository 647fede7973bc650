package io.entrepot.resequencer.core;

/**
 * How long the image that has the turn has been without data, in ticks: not remembered across a start, which begins to
 * count anew.
 */
final class Stall {

    private final long timeoutMs;
    private String generation;
    private long sinceMs;

    Stall(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    /** Something has come for a generation. */
    void stirred(String arrived) {
        if (arrived.equals(generation)) {
            generation = null;
        }
    }

    /** The image that has the turn wants for nothing. */
    void over() {
        generation = null;
    }

    /** At a tick, whether this generation has now been without data for too long. */
    boolean lasts(String waitsForData, long nowMs) {
        if (!waitsForData.equals(generation)) {
            generation = waitsForData;
            sinceMs = nowMs;
        }
        return nowMs - sinceMs >= timeoutMs;
    }
}
