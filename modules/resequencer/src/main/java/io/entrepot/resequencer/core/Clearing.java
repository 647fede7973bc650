package io.entrepot.resequencer.core;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Removes what nobody waits for any more, a bounded number of rows and bytes at a time: rows of generations that end
 * early, with their payloads, and, once after each start, payloads for which no row waits.
 */
final class Clearing {

    /** Rows looked at in one call: some milliseconds of a state store's time. */
    static final int ROWS_MAX = 256;

    private final Stores stores;
    private final long bytesMax;

    /** The generation being cleared, and where in it; anew from its position after a start. */
    private OptionalLong clearing = OptionalLong.empty();
    private long clearedTo;

    /** The sweep begins behind this interim offset and ends with that one: what was there at the start. */
    private long sweptTo = -1;
    private final long sweepEnd;

    Clearing(Stores stores, long bytesMax) {
        this.stores = stores;
        this.bytesMax = bytesMax;
        this.sweepEnd = stores.payloads().lastInterimOffset().orElse(-1);
    }

    /** Has the rows of a generation removed that is terminal, or of which only the end is still to be told. */
    void add(Image image) {
        stores.agenda().toPurge(image.ordinal());
        if (clearing.isPresent() && clearing.getAsLong() == image.ordinal()) {
            clearing = OptionalLong.empty();
        }
    }

    /** What waits of a generation is wanted again, or will be written over. */
    void keep(Image image) {
        stores.agenda().purged(image.ordinal());
    }

    /** Goes on; returns whether anything is left to do. */
    boolean goOn() {
        boolean cleared = purge();
        boolean swept = sweep();
        return !cleared || !swept;
    }

    private boolean purge() {
        OptionalLong next = stores.agenda().nextToPurge();
        if (next.isEmpty()) {
            return true;
        }
        Image image = stores.images().get(next.getAsLong()).orElseThrow();
        if (!clearing.equals(next)) {
            clearing = next;
            clearedTo = image.life().terminal() ? image.position() : image.cursor();
        }
        int rowsLeft = ROWS_MAX;
        long bytesLeft = bytesMax;
        try (Waiting.Rows rows = stores.waiting().scan(image.ordinal(), clearedTo)) {
            while (rows.hasNext()) {
                if (rowsLeft-- == 0 || bytesLeft <= 0) {
                    return false;
                }
                Row row = rows.next();
                if (row.kind() == Row.Kind.ABORTED && !image.life().terminal()) {
                    break;
                }
                bytesLeft -= remove(row);
                clearedTo = row.position();
            }
        }
        stores.agenda().purged(image.ordinal());
        clearing = OptionalLong.empty();
        return stores.agenda().nextToPurge().isEmpty();
    }

    private long remove(Row row) {
        stores.waiting().delete(row.ordinal(), row.position());
        if (row.payloadBytes() == 0) {
            return 0;
        }
        Optional<Payloads.Payload> payload = stores.payloads().get(row.interimOffset());
        payload.ifPresent(stores.payloads()::delete);
        return payload.map(Payloads.Payload::bytes).orElse(0L);
    }

    private boolean sweep() {
        if (sweptTo >= sweepEnd) {
            return true;
        }
        int rowsLeft = ROWS_MAX;
        long bytesLeft = bytesMax;
        try (Payloads.Scan scan = stores.payloads().scan(sweptTo + 1)) {
            while (scan.hasNext()) {
                if (rowsLeft-- == 0 || bytesLeft <= 0) {
                    return false;
                }
                Payloads.Payload payload = scan.next();
                bytesLeft -= payload.bytes();
                sweptTo = payload.interimOffset();
                Optional<Row> row = stores.waiting().get(payload.ordinal(), payload.offset());
                boolean waitedFor = row.isPresent() && row.get().payloadBytes() > 0
                        && row.get().interimOffset() == payload.interimOffset();
                if (!waitedFor) {
                    stores.payloads().delete(payload);
                }
                if (sweptTo >= sweepEnd) {
                    return true;
                }
            }
        }
        sweptTo = sweepEnd;
        return true;
    }
}
