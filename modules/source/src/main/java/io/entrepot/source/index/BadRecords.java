package io.entrepot.source.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The records that carried bad blocks when receipts named these. Kept, because the entries of other blocks still point into such a record when
 * the named one has been published anew and its own does no longer, and when a retry's receipt has taken the place of that which failed.
 *
 * <p>They belong to no journal offset: which record it was stays true wherever the index stands. What a crash loses is found again while its
 * receipt is there. There are no more of them than failed receipts that name a record which is still on the interim topic.
 */
public final class BadRecords {

    private final IndexStore store;

    BadRecords(IndexStore store) {
        this.store = store;
    }

    /** Takes bad records. */
    @FunctionalInterface
    public interface Handler {
        void bad(int partition, long interimOffset);
    }

    /** Whether it was found out which record carried the block. */
    public boolean isKnown(BadBlock block) {
        return store.get(store.meta(), IndexKeys.badBlock(block)) != null;
    }

    /** @param carrier interim offset of the record that carried the block */
    public void put(BadBlock block, long carrier) {
        try {
            store.db().put(store.meta(), store.writes(), IndexKeys.badBlock(block), ByteBuffer.allocate(Long.BYTES).putLong(carrier).array());
        } catch (RocksDBException e) {
            throw IndexException.failed(store.directory(), e);
        }
    }

    /**
     * Tells of all; those that were trimmed are forgotten.
     *
     * @param interimStart where an interim partition begins
     */
    public void forEach(IntToLongFunction interimStart, Handler handler) {
        byte[] prefix = IndexKeys.BAD_BLOCK;
        try (RocksIterator rows = store.db().newIterator(store.meta(), store.reads())) {
            for (rows.seek(prefix); rows.isValid() && Arrays.mismatch(rows.key(), prefix) == prefix.length; rows.next()) {
                ByteBuffer key = ByteBuffer.wrap(rows.key()).position(prefix.length);
                int partition = Short.toUnsignedInt(key.getShort());
                long named = key.getLong();
                if (named < interimStart.applyAsLong(partition)) {
                    store.db().delete(store.meta(), store.writes(), rows.key());
                } else {
                    handler.bad(partition, named);
                    handler.bad(partition, ByteBuffer.wrap(rows.value()).getLong());
                }
            }
            rows.status();
        } catch (RocksDBException e) {
            throw IndexException.failed(store.directory(), e);
        }
    }
}
