package io.entrepot.resequencer.core;

import java.util.Iterator;
import java.util.Optional;

/** What has arrived and is not passed on yet, in the order of each generation. */
public interface Waiting {

    /** Position of an ImageOpened: before the first byte. */
    long OPENED_AT = -1;

    /** Position of an ImageAborted: behind everything. */
    long END_AT = Long.MAX_VALUE;

    void put(Row row);

    void delete(long ordinal, long position);

    Optional<Row> get(long ordinal, long position);

    /** The row with the greatest position in [from, to). */
    Optional<Row> last(long ordinal, long from, long to);

    /** Rows of the generation from this position on, in order. Rows may be deleted and added while it is open. */
    Rows scan(long ordinal, long from);

    /** An open scan. */
    interface Rows extends Iterator<Row>, AutoCloseable {

        @Override
        void close();
    }
}
