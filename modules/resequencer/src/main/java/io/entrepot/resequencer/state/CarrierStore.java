package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Carriers;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/** {@link Carriers} by (ordinal, offset). */
public final class CarrierStore implements Carriers {

    private final KeyValueStore<Bytes, byte[]> store;

    public CarrierStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public void put(long ordinal, Carried carried) {
        store.put(Keys.of(ordinal, carried.offset()), CarriedForm.write(carried));
    }

    @Override
    public Optional<Carried> floor(long ordinal, long offset) {
        try (var rows = store.reverseRange(Keys.of(ordinal, 0), Keys.of(ordinal, offset))) {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            KeyValue<Bytes, byte[]> row = rows.next();
            return Optional.of(CarriedForm.read(Keys.second(row.key.get()), row.value));
        }
    }
}
