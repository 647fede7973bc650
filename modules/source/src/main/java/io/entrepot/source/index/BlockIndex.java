package io.entrepot.source.index;

import io.entrepot.block.Digest;
import io.entrepot.source.decide.Generation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.rocksdb.KeyMayExist;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The index of a fleet's blocks, and the resume points of its images. Bounded in memory whatever it holds. Lookups and
 * writes may come from several threads.
 *
 * <p>Every change but to {@link BadRecords} comes as an {@link Update} together with the journal offset it brings the index to, so a crash
 * leaves an index that is right for an earlier offset.
 */
public final class BlockIndex implements AutoCloseable {

    /**
     * Bytes of memory for blocks, filters and indexes: filters and top indexes of 100 million blocks, and room for
     * their use.
     */
    public static final long CACHE_BYTES_DEFAULT = 256L << 20;

    private static final ThreadLocal<Lookup> LOOKUPS = ThreadLocal.withInitial(Lookup::new);

    private final IndexStore store;
    private final CarrierNames carriers;
    private final BadRecords badRecords;

    /** Where RocksDB's library reads a key and writes a value. */
    private static final class Lookup {
        private final byte[] bytes = new byte[IndexKeys.BLOCK_BYTES];
        private final ByteBuffer key = ByteBuffer.allocateDirect(IndexKeys.BLOCK_BYTES);
        private final ByteBuffer value = ByteBuffer.allocateDirect(Entry.BYTES_MAX);
    }

    private BlockIndex(IndexStore store) {
        this.store = store;
        carriers = new CarrierNames(store);
        badRecords = new BadRecords(store);
    }

    /**
     * Opens the index of a fleet, or makes it. An index of another fleet, of another form or with damage is thrown
     * away: the journal has it all.
     *
     * @param directory  its own; created
     * @param fleetId    Kafka's id of the fleet's journal or interim topic: a fleet that was made anew is another
     * @param cacheBytes memory for blocks, filters and indexes
     * @throws IndexException when another process has it, or the disk fails
     */
    public static BlockIndex open(Path directory, String fleetId, long cacheBytes) {
        return new BlockIndex(IndexStore.open(directory, fleetId, cacheBytes));
    }

    /**
     * Throws an index away that is not open.
     *
     * @throws IndexException when the disk fails
     */
    public static void discard(Path directory) {
        IndexStore.discard(directory);
    }

    /** Where the partition carries the block, if a committed transaction published it. Null when it is not known. */
    public Entry find(int partition, Digest digest) {
        Lookup lookup = LOOKUPS.get();
        IndexKeys.block(partition, digest, lookup.bytes);
        lookup.key.clear().put(lookup.bytes).flip();
        lookup.value.clear();
        // Asked of what is in memory first: there RocksDB's Java calls throw and catch in C++ for each block that is not found. What is damaged
        // there is not found either, and then sent once more.
        KeyMayExist found = store.db().keyMayExist(store.blocks(), store.reads(), lookup.key, lookup.value);
        return switch (found.exists) {
            case kNotExist -> null;
            // A part of the index that is on the disk alone is reported as a value of no bytes, and no entry is that short.
            case kExistsWithValue -> found.valueLength == 0 ? read(lookup) : Entry.readFrom(lookup.value.limit(found.valueLength));
            case kExistsWithoutValue -> read(lookup);
        };
    }

    private Entry read(Lookup lookup) {
        try {
            lookup.key.rewind();
            int length = store.db().get(store.blocks(), store.reads(), lookup.key, lookup.value.clear());
            return length == RocksDB.NOT_FOUND ? null : Entry.readFrom(lookup.value.limit(length));
        } catch (RocksDBException e) {
            throw IndexException.failed(store.directory(), e);
        }
    }

    /** The generation with this ordinal; null when it is not known. */
    public Generation carrier(int partition, long ordinal) {
        return carriers.find(partition, ordinal);
    }

    /** What the journal said last of an image, whichever agent did: the newest generation counts. */
    public Optional<ImagePoint> point(String image) {
        return Optional.ofNullable(store.get(store.images(), IndexKeys.image(image))).map(ImagePoint::fromBytes);
    }

    /**
     * The journal offset from which the index has to be fed on; 0 when it never was.
     *
     * @throws IndexOutOfBoundsException when the partition is not below 65,536
     */
    public long position(int partition) {
        Objects.checkIndex(partition, IndexKeys.PARTITIONS_MAX);
        return store.number(IndexKeys.position(partition));
    }

    /** What follows the last interim offset that the partition's journal quotes; 0 when it quotes none. */
    public long quotedEnd(int partition) {
        return store.number(IndexKeys.quotedEnd(partition));
    }

    /** Records that a destination could not get a block out of. */
    public BadRecords badRecords() {
        return badRecords;
    }

    /** How many blocks it knows, an estimate. */
    public long blocks() {
        return store.blocksEstimate();
    }

    /** Changes to be made together. */
    public Update update() {
        return new Update(store);
    }

    /** Writes what is in memory to disk, so that the next start has nothing to read again, and lets go of it. */
    @Override
    public void close() {
        store.close();
    }
}
