package io.entrepot.benchmarks.link;

/**
 * One direction of a link: bytes leave one after the other at its rate, whichever connection they belong to, and are at the
 * far end a fixed time later. Holds no bytes and no clock. For use by several threads.
 */
final class Lane {

    private static final double SECOND_NS = 1e9;

    private final double nsPerByte;
    private final long delayNs;
    private final long queueNs;
    private long freeNs;
    private boolean used;
    private long bytes;

    /**
     * @param bitsPerSecond above 0
     * @param delayNs       one way
     * @param queueNs       how much may wait in front of the link, in time; who brings more is to wait
     */
    Lane(double bitsPerSecond, long delayNs, long queueNs) {
        if (!(bitsPerSecond > 0) || delayNs < 0 || queueNs < 0) {
            throw new IllegalArgumentException(bitsPerSecond + " bit/s, " + delayNs + " ns, " + queueNs + " ns");
        }
        this.nsPerByte = 8 * SECOND_NS / bitsPerSecond;
        this.delayNs = delayNs;
        this.queueNs = queueNs;
    }

    /** Takes so many bytes that came at a time, and says when the last of them is at the far end. */
    synchronized long arrivalNs(long nowNs, int count) {
        long fromNs = used && freeNs - nowNs > 0 ? freeNs : nowNs;
        used = true;
        freeNs = fromNs + Math.round(count * nsPerByte);
        bytes += count;
        return freeNs + delayNs;
    }

    /** How long who brings more has to wait until there is room in front of the link; 0 when there is. */
    synchronized long waitNs(long nowNs) {
        return used ? Math.max(0, freeNs - nowNs - queueNs) : 0;
    }

    /** All that it has taken. */
    synchronized long bytes() {
        return bytes;
    }
}
