package io.entrepot.source.index;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.HashLinkedListMemTableConfig;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.WriteOptions;

/** RocksDB's settings for the index, each beside its reason. Owns native objects; closed after the database. */
final class IndexOptions implements AutoCloseable {

    /**
     * 1.25 bytes a block: one lookup in a hundred of an unknown block goes to disk in vain, and 100 million blocks need
     * 125 MB.
     */
    private static final double FILTER_BITS = 10;
    /** A lookup reads one of these; smaller makes the indexes above them large, larger reads what nobody wants. */
    private static final long TABLE_BLOCK_BYTES = 4 << 10;
    /** The unit in which filters and indexes come into the cache: some thousand keys' worth each. */
    private static final long METADATA_BLOCK_BYTES = 16 << 10;
    /** One file each: 100 million blocks are about a hundred. */
    private static final long FILE_BYTES = 64L << 20;
    /** Memory for what has not been written to files, over all column families: half a million blocks. */
    private static final long MEMTABLES_BYTES = 64L << 20;
    private static final long MEMTABLE_BYTES = 24L << 20;
    private static final int MEMTABLES_MAX = 3;
    /**
     * One for each digest that fits into a memtable, so that hardly two share one; two megabytes of each memtable. While one is written to
     * a file its keys are put in order beside it, for which it takes some megabytes more.
     */
    private static final long MEMTABLE_BUCKETS = 256 << 10;
    /**
     * A reader per file costs memory outside the cache; beyond a billion blocks files are opened and closed in turns.
     */
    private static final int OPEN_FILES_MAX = 512;
    /** One to write memtables, one to compact: the cores belong to hashing. */
    private static final int BACKGROUND_JOBS = 2;
    /** RocksDB's own log is for its developers: little of it, and not for ever. */
    private static final long INFO_LOG_BYTES = 1 << 20;
    private static final long INFO_LOGS_KEPT = 2;

    private final List<AutoCloseable> owned = new ArrayList<>();
    private final Cache cache;

    /** @param cacheBytes for blocks, filters and indexes together */
    IndexOptions(long cacheBytes) {
        // Few shards, because a strict limit holds for each of them. Strict: a lookup fails rather than memory grows.
        // Most of it is for filters and indexes, which serve every lookup, before blocks, which are as good as never
        // hit twice.
        cache = own(new LRUCache(cacheBytes, 2, true, 0.9));
    }

    DBOptions database() {
        return own(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // No write-ahead log (see writes()): so column families must reach the disk together, or the journal
                // offset in one would be ahead of the blocks in another.
                .setAtomicFlush(true)
                .setDbWriteBufferSize(MEMTABLES_BYTES)
                // Hashed memtables take one writer at a time, and there is one.
                .setAllowConcurrentMemtableWrite(false)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                // Opening must not read every file's properties first: a warm start is then the same for any size.
                .setSkipStatsUpdateOnDbOpen(true)
                // Written in pieces, so that a compaction is no burst that other writers on the disk wait behind.
                .setBytesPerSync(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES)
                .setKeepLogFileNum(INFO_LOGS_KEPT);
    }

    /** For digests: random keys, looked up one at a time, never scanned. */
    ColumnFamilyOptions blocks() {
        BlockBasedTableConfig table = table()
                // Finds the key within a block without searching it, for 4 bytes a key.
                .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                .setDataBlockHashTableUtilRatio(0.75);
        // Found by hash while it is in memory, too: what a fleet has in common is looked up soon after it was sent, and in a skip list
        // that is twenty steps to memory that no cache holds. Whole keys are what is hashed, in memory and in filters.
        return family(table)
                .setMemTableConfig(new HashLinkedListMemTableConfig().setBucketCount(MEMTABLE_BUCKETS))
                .useFixedLengthPrefixExtractor(IndexKeys.BLOCK_BYTES);
    }

    /** For what is small beside it. */
    ColumnFamilyOptions small() {
        return family(table());
    }

    private BlockBasedTableConfig table() {
        return new BlockBasedTableConfig()
                .setFormatVersion(6)
                .setChecksumType(ChecksumType.kXXH3)
                .setBlockCache(cache)
                .setBlockSize(TABLE_BLOCK_BYTES)
                .setFilterPolicy(own(new BloomFilter(FILTER_BITS)))
                // Filters and indexes are in the cache and under its limit, in parts, of which only the tops stay for
                // good.
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPartitionFilters(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setMetadataBlockSize(METADATA_BLOCK_BYTES)
                .setPinTopLevelIndexAndFilter(true)
                // Rounds filters to what the allocator hands out anyway.
                .setOptimizeFiltersForMemory(true);
    }

    private ColumnFamilyOptions family(BlockBasedTableConfig table) {
        return own(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                // Digests are random: compressing them is work for nothing.
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(MEMTABLES_MAX)
                .setTargetFileSizeBase(FILE_BYTES)
                .setLevelCompactionDynamicLevelBytes(true);
    }

    /** The journal is the log: what a crash loses is read from there again. */
    WriteOptions writes() {
        return own(new WriteOptions()).setDisableWAL(true);
    }

    ReadOptions reads() {
        return own(new ReadOptions());
    }

    private <T extends AutoCloseable> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        for (int i = owned.size() - 1; i >= 0; i--) {
            try {
                owned.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException("a native object could not be freed", e);
            }
        }
    }
}
