package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Row;
import io.entrepot.resequencer.core.Waiting;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** {@link Waiting} by (ordinal, position). */
public final class WaitingStore implements Waiting {

    private final KeyValueStore<Bytes, byte[]> store;

    public WaitingStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public void put(Row row) {
        store.put(Keys.of(row.ordinal(), row.position()), RowForm.write(row));
    }

    @Override
    public void delete(long ordinal, long position) {
        // Not delete(), which reads the row first.
        store.put(Keys.of(ordinal, position), null);
    }

    @Override
    public Optional<Row> get(long ordinal, long position) {
        return Optional.ofNullable(store.get(Keys.of(ordinal, position)))
                .map(row -> RowForm.read(ordinal, position, row));
    }

    @Override
    public Optional<Row> last(long ordinal, long from, long to) {
        if (from >= to) {
            return Optional.empty();
        }
        try (var rows = store.reverseRange(Keys.of(ordinal, from), Keys.of(ordinal, to - 1))) {
            return rows.hasNext() ? Optional.of(row(rows.next())) : Optional.empty();
        }
    }

    @Override
    public Rows scan(long ordinal, long from) {
        return new Scan(store.range(Keys.of(ordinal, from), Keys.of(ordinal, END_AT)));
    }

    private static Row row(KeyValue<Bytes, byte[]> entry) {
        byte[] key = entry.key.get();
        return RowForm.read(Keys.first(key), Keys.second(key), entry.value);
    }

    private record Scan(KeyValueIterator<Bytes, byte[]> entries) implements Rows {

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Row next() {
            return row(entries.next());
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
