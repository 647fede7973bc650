package io.entrepot.source.publish;

/**
 * Tells whether the records that a transaction has just put on the journal follow directly on what the index has been
 * fed, so that the index is fed up to behind them, or whether there may be others' in between.
 *
 * <p>The one offset between two transactions of a producer is the marker that ends the first. Anything more is not
 * known to be ours: it is read.
 */
final class JournalPosition {

    private long next;
    private boolean markerNext;

    /** @param next the offset from which the index is to be fed */
    JournalPosition(long next) {
        this.next = next;
    }

    /**
     * Goes over a committed transaction's records.
     *
     * @param offsets of the records, ascending
     * @return whether they follow on what was before; if not, nothing has changed
     */
    boolean advance(long[] offsets) {
        boolean follows = offsets[0] == next || markerNext && offsets[0] == next + 1;
        for (int i = 1; i < offsets.length; i++) {
            follows &= offsets[i] == offsets[i - 1] + 1;
        }
        if (follows) {
            next = offsets[offsets.length - 1] + 1;
            markerNext = true;
        }
        return follows;
    }

    /** The offset from which the index is to be fed. */
    long next() {
        return next;
    }
}
