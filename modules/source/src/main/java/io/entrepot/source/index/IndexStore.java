package io.entrepot.source.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database below the index: opened, checked, thrown away, closed. */
final class IndexStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexStore.class);

    /** Changes whenever what is stored changes its form; an index of another form is built anew. */
    private static final String FORM = "3";

    private static final byte[] IDENTITY = ascii("identity");

    static {
        RocksDB.loadLibrary();
    }

    private final Path directory;
    private final IndexOptions options;
    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;
    private final ReadOptions reads;
    private final WriteOptions writes;

    private IndexStore(Path directory, long cacheBytes) throws RocksDBException {
        this.directory = directory;
        options = new IndexOptions(cacheBytes);
        families = new ArrayList<>();
        try {
            db = RocksDB.open(options.database(), directory.toString(), List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.small()),
                    new ColumnFamilyDescriptor(ascii("blocks"), options.blocks()),
                    new ColumnFamilyDescriptor(ascii("carriers"), options.small()),
                    new ColumnFamilyDescriptor(ascii("images"), options.small())), families);
        } catch (RocksDBException e) {
            options.close();
            throw e;
        }
        reads = options.reads();
        writes = options.writes();
    }

    static IndexStore open(Path directory, String fleetId, long cacheBytes) {
        byte[] identity = ascii(FORM + " " + fleetId);
        try {
            Files.createDirectories(directory);
            IndexStore store = openOrRebuild(directory, cacheBytes);
            byte[] found = store.get(store.meta(), IDENTITY);
            if (found != null && !Arrays.equals(found, identity)) {
                LOG.atInfo().addKeyValue("directory", directory).log("Index of another fleet or form thrown away");
                store.close();
                clear(directory);
                store = new IndexStore(directory, cacheBytes);
                found = null;
            }
            if (found == null) {
                store.db.put(store.meta(), store.writes, IDENTITY, identity);
            }
            return store;
        } catch (RocksDBException | IOException e) {
            throw isLock(e) ? IndexException.inUse(directory, e) : IndexException.failed(directory, e);
        }
    }

    static void discard(Path directory) {
        try {
            clear(directory);
        } catch (IOException e) {
            throw IndexException.failed(directory, e);
        }
    }

    private static IndexStore openOrRebuild(Path directory, long cacheBytes) throws RocksDBException, IOException {
        try {
            return new IndexStore(directory, cacheBytes);
        } catch (RocksDBException e) {
            if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
                throw e;
            }
            LOG.atWarn().addKeyValue("directory", directory).addKeyValue("cause", e.getMessage())
                    .log("Damaged index thrown away");
            clear(directory);
            return new IndexStore(directory, cacheBytes);
        }
    }

    /** RocksDB says so in words only: these where this process holds the lock, those where another one does; a file that cannot be opened has others. */
    private static boolean isLock(Exception e) {
        return e instanceof RocksDBException && e.getMessage() != null
                && (e.getMessage().startsWith("lock hold by current process") || e.getMessage().startsWith("While lock file"));
    }

    /** RocksDB keeps all its files in one level. */
    private static void clear(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    Path directory() {
        return directory;
    }

    RocksDB db() {
        return db;
    }

    ColumnFamilyHandle meta() {
        return families.get(0);
    }

    /** Counted by the database from what it has written; what is deleted or written twice makes it wrong by a little. */
    long blocksEstimate() {
        try {
            return db.getLongProperty(blocks(), "rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw IndexException.failed(directory, e);
        }
    }

    ColumnFamilyHandle blocks() {
        return families.get(1);
    }

    ColumnFamilyHandle carriers() {
        return families.get(2);
    }

    ColumnFamilyHandle images() {
        return families.get(3);
    }

    ReadOptions reads() {
        return reads;
    }

    WriteOptions writes() {
        return writes;
    }

    /** Null when it is not there. */
    byte[] get(ColumnFamilyHandle family, byte[] key) {
        try {
            return db.get(family, reads, key);
        } catch (RocksDBException e) {
            throw IndexException.failed(directory, e);
        }
    }

    /** A number among the few that concern a whole partition; 0 when it is not there. */
    long number(byte[] key) {
        byte[] value = get(meta(), key);
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    @Override
    public void close() {
        try (var flush = new FlushOptions().setWaitForFlush(true)) {
            db.flush(flush, families);
        } catch (RocksDBException e) {
            LOG.atWarn().addKeyValue("directory", directory).addKeyValue("cause", e.getMessage())
                    .log("Index not written to disk whole: the next start reads more of the journal again");
        }
        families.forEach(ColumnFamilyHandle::close);
        db.close();
        options.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
