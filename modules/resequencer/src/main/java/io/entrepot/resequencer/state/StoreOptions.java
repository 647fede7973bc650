package io.entrepot.resequencer.state;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * What RocksDB is told. All stores of the process share one cache and one budget for what is not written yet, so that
 * memory does not grow with partitions; both live as long as the process and are never closed.
 */
public final class StoreOptions implements RocksDBConfigSetter {

    /** Native memory of all stores: what is not written yet and blocks of indexes together. */
    static final long MEMORY_BYTES = 128L << 20;

    /**
     * Of that, what is not written yet, nearly all of it payloads: the buffer's memory tier. What is drained before its
     * memtable is full is never written to disk.
     */
    static final long UNWRITTEN_BYTES = 96L << 20;

    /** One memtable of payloads: three of them fill the budget, so one can be flushed while the next is filled. */
    private static final long PAYLOAD_MEMTABLE_BYTES = 32L << 20;

    /** One memtable of rows: some hundred thousand rows of carriers. */
    private static final long ROW_MEMTABLE_BYTES = 8L << 20;

    /**
     * Values from here on stand in files of their own, which compaction does not copy: a payload is written once.
     * What is smaller (the counter, tails of images) is cheaper to copy than to look up twice.
     */
    private static final long BLOB_BYTES_MIN = 16L << 10;

    /** A blob file goes when the last payload in it has been drained: small enough that disk is given back soon. */
    private static final long BLOB_FILE_BYTES = 64L << 20;

    /** Tombstones free blob files only when they are compacted: as soon as two flushes have brought some. */
    private static final int PAYLOAD_COMPACTION_FILES = 2;

    /** Flushes and compactions of all stores; on a small machine more of them only take turns with the work itself. */
    private static final int BACKGROUND_JOBS = 2;

    private static final Cache CACHE = new LRUCache(MEMORY_BYTES);
    private static final WriteBufferManager UNWRITTEN = new WriteBufferManager(UNWRITTEN_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // The table's settings are Streams' own object: its metrics know that one.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        // Indexes and filters grow with the rows: in the cache they are bounded with everything else.
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(UNWRITTEN);
        options.setMaxBackgroundJobs(BACKGROUND_JOBS);
        options.setCompressionType(CompressionType.NO_COMPRESSION);
        if (storeName.equals(StoreNames.PAYLOADS)) {
            payloads(options);
        } else {
            options.setWriteBufferSize(ROW_MEMTABLE_BYTES);
        }
    }

    private static void payloads(Options options) {
        options.setWriteBufferSize(PAYLOAD_MEMTABLE_BYTES);
        options.setEnableBlobFiles(true);
        options.setMinBlobSize(BLOB_BYTES_MIN);
        options.setBlobFileSize(BLOB_FILE_BYTES);
        // Payloads are compressed by the agent.
        options.setBlobCompressionType(CompressionType.NO_COMPRESSION);
        // Payloads of images that wait for long stand among drained ones; a file is worth rewriting for them when half
        // of
        // the oldest files is garbage.
        options.setEnableBlobGarbageCollection(true);
        options.setBlobGarbageCollectionAgeCutoff(0.5);
        options.setBlobGarbageCollectionForceThreshold(0.5);
        // What is left beside the blobs is keys: a few kilobytes for each flush, levelled as soon as two have come.
        options.setCompactionStyle(CompactionStyle.LEVEL);
        options.setLevel0FileNumCompactionTrigger(PAYLOAD_COMPACTION_FILES);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing here belongs to one store.
    }
}
