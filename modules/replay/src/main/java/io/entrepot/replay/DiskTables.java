package io.entrepot.replay;

import io.entrepot.replay.core.Part;
import io.entrepot.replay.core.Sent;
import io.entrepot.replay.core.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * {@link Tables} in a directory of their own, which is removed at the end: a scan of a petabyte has as many rows as records.
 * A key's first byte says what its row is; NewBlocks records stand apart from the rest, so that a place among them is found in
 * one step.
 */
final class DiskTables implements Tables, AutoCloseable {

    private static final byte SENT = 'g';
    private static final byte NAME = 'n';
    private static final byte CARRIER = 'c';
    private static final byte PART = 'p';
    private static final int ID_BYTES = 2 * Long.BYTES;
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    static {
        RocksDB.loadLibrary();
    }

    private final Path directory;
    private final Options options = new Options().setCreateIfMissing(true);
    // What is lost with the process is scanned again.
    private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
    private final RocksDB db;

    private DiskTables(Path directory) throws RocksDBException {
        this.directory = directory;
        this.db = RocksDB.open(options, directory.toString());
    }

    /** @param scratch directory in which one is made for them */
    static DiskTables in(Path scratch) {
        try {
            return new DiskTables(Files.createTempDirectory(scratch, "entrepot-replay-"));
        } catch (IOException | RocksDBException e) {
            throw failed(scratch, e);
        }
    }

    @Override
    public Optional<Sent> sent(int partition, String id) {
        return get(key(SENT, partition, id)).map(row -> Forms.sent(partition, row));
    }

    @Override
    public void put(Sent sent) {
        put(key(SENT, sent.partition(), sent.id()), Forms.write(sent));
    }

    @Override
    public Optional<Name> name(int partition, String image) {
        return get(nameKey(partition, image)).map(row -> Forms.name(partition, row));
    }

    @Override
    public void put(Name name) {
        put(nameKey(name.partition(), name.image()), Forms.write(name));
    }

    @Override
    public Rows<Name> names() {
        byte[] all = {NAME};
        return new Scan<>(all, (key, row) -> Forms.name(ByteBuffer.wrap(key).getInt(1), row));
    }

    @Override
    public void put(int partition, String id, Part part) {
        boolean fresh = part.kind() == Part.Kind.NEW;
        put(placeKey(fresh ? CARRIER : PART, partition, id, part.position()), Forms.write(part));
    }

    @Override
    public Optional<Part> carrier(int partition, String id, long offset) {
        byte[] prefix = key(CARRIER, partition, id);
        try (RocksIterator rows = db.newIterator()) {
            rows.seekForPrev(placeKey(CARRIER, partition, id, offset));
            return rows.isValid() && startsWith(rows.key(), prefix)
                    ? Optional.of(Forms.part(position(rows.key()), rows.value())) : Optional.empty();
        }
    }

    @Override
    public Rows<Part> parts(int partition, String id) {
        return new Merged(new Scan<>(key(CARRIER, partition, id), (key, row) -> Forms.part(position(key), row)),
                new Scan<>(key(PART, partition, id), (key, row) -> Forms.part(position(key), row)));
    }

    @Override
    public void close() {
        db.close();
        writes.close();
        options.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /** Of two sorted scans, what comes first of either; none of the image is in both. */
    private static final class Merged implements Rows<Part> {

        private final Rows<Part> fresh;
        private final Rows<Part> others;
        private Part nextFresh;
        private Part nextOther;

        Merged(Rows<Part> fresh, Rows<Part> others) {
            this.fresh = fresh;
            this.others = others;
            this.nextFresh = next(fresh);
            this.nextOther = next(others);
        }

        private static Part next(Rows<Part> rows) {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return nextFresh != null || nextOther != null;
        }

        @Override
        public Part next() {
            Part next;
            if (nextOther == null || nextFresh != null && nextFresh.position() < nextOther.position()) {
                next = nextFresh;
                nextFresh = next(fresh);
            } else {
                next = nextOther;
                nextOther = next(others);
            }
            return next;
        }

        @Override
        public void close() {
            fresh.close();
            others.close();
        }
    }

    private final class Scan<T> implements Rows<T> {

        private final byte[] prefix;
        private final BiFunction<byte[], byte[], T> reader;
        private final RocksIterator rows;

        Scan(byte[] prefix, BiFunction<byte[], byte[], T> reader) {
            this.prefix = prefix;
            this.reader = reader;
            this.rows = db.newIterator();
            rows.seek(prefix);
        }

        @Override
        public boolean hasNext() {
            return rows.isValid() && startsWith(rows.key(), prefix);
        }

        @Override
        public T next() {
            T read = reader.apply(rows.key(), rows.value());
            rows.next();
            return read;
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(key));
        } catch (RocksDBException e) {
            throw failed(directory, e);
        }
    }

    private void put(byte[] key, byte[] value) {
        try {
            db.put(writes, key, value);
        } catch (RocksDBException e) {
            throw failed(directory, e);
        }
    }

    private static byte[] key(byte kind, int partition, String id) {
        UUID uuid = UUID.fromString(id);
        return ByteBuffer.allocate(PREFIX_BYTES + ID_BYTES).put(kind).putInt(partition)
                .putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).array();
    }

    private static byte[] nameKey(int partition, String image) {
        byte[] name = image.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(PREFIX_BYTES + name.length).put(NAME).putInt(partition).put(name).array();
    }

    /** In the order of positions, the one before the first byte first. */
    private static byte[] placeKey(byte kind, int partition, String id, long position) {
        return ByteBuffer.allocate(PREFIX_BYTES + ID_BYTES + Long.BYTES).put(key(kind, partition, id))
                .putLong(position ^ Long.MIN_VALUE).array();
    }

    private static long position(byte[] key) {
        return ByteBuffer.wrap(key).getLong(PREFIX_BYTES + ID_BYTES) ^ Long.MIN_VALUE;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        if (key.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (key[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static ReplayException failed(Path directory, Exception e) {
        return new ReplayException("What is read of the interim topic cannot be kept in " + directory + " (" + e.getMessage()
                + "): name a directory with space, by --scratch.", e);
    }
}
