package io.entrepot.monitor.page;

/** An image from its start to its end, in a fixed number of pieces however large it is: how much of each is what. For one thread. */
final class Strip {

    /** As many as a large window has room for at a few points each. */
    static final int PIECES = 192;

    /** Shares of a piece are told in sixteenths, a digit each. */
    private static final int STEPS = 15;

    private final long pieceBytes;
    private final long[][] bytes = new long[Fill.values().length][PIECES];
    private final long[] totals = new long[Fill.values().length];
    private long end;

    Strip(long sizeBytes) {
        pieceBytes = Math.max(1, (sizeBytes + PIECES - 1) / PIECES);
    }

    /** A range is known to be so. What was told before is passed over, so that it can be told again after a crash. */
    void add(Fill fill, long offset, long length) {
        long from = Math.max(offset, end);
        long to = offset + length;
        if (to <= from) {
            return;
        }
        totals[fill.ordinal()] += to - from;
        end = to;
        while (from < to) {
            int piece = (int) Math.min(PIECES - 1, from / pieceBytes);
            // What lies behind the size that was told is all in the last one.
            long until = piece == PIECES - 1 ? to : Math.min(to, (piece + 1) * pieceBytes);
            bytes[fill.ordinal()][piece] += until - from;
            from = until;
        }
    }

    /** How far it is known. */
    long end() {
        return end;
    }

    long total(Fill fill) {
        return totals[fill.ordinal()];
    }

    /** Three hexadecimal digits for each piece: how much of it is fresh, known, zero, in fifteenths. */
    String digits() {
        StringBuilder digits = new StringBuilder(PIECES * bytes.length);
        for (int piece = 0; piece < PIECES; piece++) {
            for (long[] each : bytes) {
                long steps = Math.round((double) each[piece] * STEPS / pieceBytes);
                digits.append(Character.forDigit((int) Math.min(STEPS, steps), STEPS + 1));
            }
        }
        return digits.toString();
    }
}
