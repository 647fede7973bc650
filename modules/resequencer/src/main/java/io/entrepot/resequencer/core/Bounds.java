package io.entrepot.resequencer.core;

/**
 * What the sequencer keeps to.
 *
 * @param aheadBytesMax  value bytes of an image on the ordered topic that the writer has not yet said to be durable,
 *                       unless it is one record alone
 * @param bufferBytesMax bytes in {@link Payloads}
 * @param stepBytesMax   value bytes passed on in one call, unless it is one record alone
 * @param stallTimeoutMs how long an image may be without data, before its turn or in it, until it is parked for another
 */
public record Bounds(long aheadBytesMax, long bufferBytesMax, long stepBytesMax, long stallTimeoutMs) {

    public Bounds {
        if (aheadBytesMax < 1 || bufferBytesMax < 0 || stepBytesMax < 1 || stallTimeoutMs < 1) {
            throw new IllegalArgumentException("bounds are positive, a buffer of none excepted");
        }
    }
}
