package io.entrepot.source.publish;

import java.util.OptionalLong;

/**
 * When the next record may go: a token bucket that is overdrawn by the record that empties it, as records are large against
 * low rates. While a transaction is open it is waited for only so long; what is overdrawn then is waited for before the
 * next one begins, so that a transaction ends in its time however low the rate has become. Knows no clock: the time is told.
 */
final class Pace {

    /** What may be saved up while there is nothing to send: smooth enough for a link, and no commit is noticed. */
    private static final long BURST_NS = 250_000_000L;
    private static final double SECOND_NS = 1e9;

    private final long transactionNsMax;
    private OptionalLong bytesPerSecond = OptionalLong.empty();
    private double balanceBytes;
    private long sinceNs;
    private boolean open;
    private long openedNs;

    /** @param transactionNsMax how old a transaction may become by waiting */
    Pace(long transactionNsMax) {
        this.transactionNsMax = transactionNsMax;
    }

    /** From now on; empty for no limit. */
    void rate(OptionalLong newBytesPerSecond, long nowNs) {
        earn(nowNs);
        bytesPerSecond = newBytesPerSecond;
        if (bytesPerSecond.isEmpty()) {
            balanceBytes = 0;
        }
    }

    /** Nanoseconds until the next record may go; 0 when it may. */
    long waitNs(long nowNs) {
        earn(nowNs);
        if (bytesPerSecond.isEmpty() || balanceBytes >= 0) {
            return 0;
        }
        long waitNs = (long) Math.ceil(-balanceBytes * SECOND_NS / bytesPerSecond.getAsLong());
        return open ? Math.max(0, Math.min(waitNs, transactionNsMax - (nowNs - openedNs))) : waitNs;
    }

    /** A record has gone, the first of a transaction or another. */
    void sent(long bytes, long nowNs) {
        earn(nowNs);
        if (bytesPerSecond.isPresent()) {
            balanceBytes -= bytes;
        }
        if (!open) {
            open = true;
            openedNs = nowNs;
        }
    }

    /** The transaction has ended. Returns how long it took, in nanoseconds; 0 when none was open. */
    long ended(long nowNs) {
        long tookNs = open ? nowNs - openedNs : 0;
        open = false;
        return tookNs;
    }

    private void earn(long nowNs) {
        if (bytesPerSecond.isPresent()) {
            double rate = bytesPerSecond.getAsLong();
            balanceBytes = Math.min(balanceBytes + (nowNs - sinceNs) * rate / SECOND_NS, rate * BURST_NS / SECOND_NS);
        }
        sinceNs = nowNs;
    }
}
