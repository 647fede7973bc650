package io.entrepot.source.index;

import io.entrepot.block.Digest;
import io.entrepot.source.decide.Generation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes to the index that are made together or not at all. */
public final class Update implements AutoCloseable {

    private final IndexStore store;
    private final WriteBatch batch = new WriteBatch();
    private final byte[] blockKey = new byte[IndexKeys.BLOCK_BYTES];
    /** Of the images in this update. */
    private final Map<String, ImagePoint> points = new HashMap<>();
    private final Map<Integer, Long> quotedEnds = new HashMap<>();
    private final ByteBuffer blockValue = ByteBuffer.allocate(Entry.BYTES_MAX);

    Update(IndexStore store) {
        this.store = store;
    }

    /** A block was published here. What was known of it before is replaced: the newer record is kept longer. */
    public void block(int partition, Digest digest, Entry entry) {
        IndexKeys.block(partition, digest, blockKey);
        entry.writeTo(blockValue.clear());
        byte[] value = new byte[blockValue.flip().remaining()];
        blockValue.get(value);
        put(store.blocks(), blockKey, value);
        quotedEnds.merge(partition, Math.min(entry.interimOffset(), Long.MAX_VALUE - 1) + 1, Math::max);
    }

    /** Blocks were published in this generation. */
    public void carrier(int partition, long ordinal, Generation generation) {
        put(store.carriers(), IndexKeys.carrier(partition, ordinal), CarrierNames.toBytes(generation));
    }

    /** The journal said this of an image; of what is known of it, what is of the newer generation stays. */
    public void image(String image, ImagePoint point) {
        byte[] key = IndexKeys.image(image);
        ImagePoint known = points.get(image);
        if (known == null) {
            byte[] stored = store.get(store.images(), key);
            known = stored == null ? null : ImagePoint.fromBytes(stored);
        }
        if (known == null || point.isNewerThan(known)) {
            points.put(image, point);
            put(store.images(), key, point.toBytes());
        }
    }

    /**
     * With this, the index is what the partition's journal says up to, and without, the record at {@code
     * journalOffset}.
     */
    public void position(int partition, long journalOffset) {
        number(IndexKeys.position(partition), journalOffset);
    }

    /** Bytes collected so far. */
    public long bytes() {
        return batch.getDataSize();
    }

    /** Makes the changes. */
    public void write() {
        quotedEnds.forEach((partition, end) -> {
            byte[] key = IndexKeys.quotedEnd(partition);
            number(key, Math.max(end, store.number(key)));
        });
        try {
            store.db().write(store.writes(), batch);
        } catch (RocksDBException e) {
            throw IndexException.failed(store.directory(), e);
        }
    }

    private void number(byte[] key, long number) {
        put(store.meta(), key, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private void put(ColumnFamilyHandle family, byte[] key, byte[] value) {
        try {
            batch.put(family, key, value);
        } catch (RocksDBException e) {
            throw IndexException.failed(store.directory(), e);
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
