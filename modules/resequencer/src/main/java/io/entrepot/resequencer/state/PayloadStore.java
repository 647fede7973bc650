package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Payloads;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * {@link Payloads} by interim offset, and one row that says how many bytes there are: written with every other, so that
 * it is right however the store was closed, and wiped with them.
 */
public final class PayloadStore implements Payloads {

    /** Behind every interim offset. */
    private static final Bytes HELD_BYTES = Bytes.wrap(new byte[] {(byte) 0xFF});

    private final KeyValueStore<Bytes, byte[]> store;
    private long heldBytes;

    public PayloadStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        byte[] held = store.get(HELD_BYTES);
        this.heldBytes = held == null ? 0 : NumberForm.read(StoreNames.PAYLOADS, held);
    }

    @Override
    public void put(Payload payload) {
        store.put(Keys.of(payload.interimOffset()), PayloadForm.write(payload));
        hold(payload.bytes());
    }

    @Override
    public Optional<Payload> get(long interimOffset) {
        return Optional.ofNullable(store.get(Keys.of(interimOffset)))
                .map(row -> PayloadForm.read(interimOffset, row));
    }

    @Override
    public void delete(Payload payload) {
        // Not delete(), which reads the row first.
        store.put(Keys.of(payload.interimOffset()), null);
        hold(-payload.bytes());
    }

    @Override
    public long heldBytes() {
        return heldBytes;
    }

    @Override
    public OptionalLong lastInterimOffset() {
        try (var rows = store.reverseRange(Keys.of(0), Keys.of(Long.MAX_VALUE))) {
            return rows.hasNext() ? OptionalLong.of(Keys.first(rows.next().key.get())) : OptionalLong.empty();
        }
    }

    @Override
    public Scan scan(long fromInterimOffset) {
        return new Rows(store.range(Keys.of(fromInterimOffset), Keys.of(Long.MAX_VALUE)));
    }

    private void hold(long moreBytes) {
        heldBytes += moreBytes;
        store.put(HELD_BYTES, NumberForm.write(heldBytes));
    }

    private record Rows(KeyValueIterator<Bytes, byte[]> entries) implements Scan {

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Payload next() {
            KeyValue<Bytes, byte[]> entry = entries.next();
            return PayloadForm.read(Keys.first(entry.key.get()), entry.value);
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
