package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.state.StoreNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Brings a sequencer and its stores. */
final class SequencerSupplier implements ProcessorSupplier<byte[], byte[], OrderedKey, byte[]> {

    private final SequencerSettings settings;

    SequencerSupplier(SequencerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Processor<byte[], byte[], OrderedKey, byte[]> get() {
        return new SequencerProcessor(settings);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        // Changelogs take what the application says for internal topics: small segments, cleaned early.
        return new LinkedHashSet<>(List.of(
                // Each record reads and writes its image's row: in the cache they become one row for each commit.
                store(StoreNames.IMAGES).withLoggingEnabled(Map.of()).withCachingEnabled(),
                store(StoreNames.WAITING).withLoggingEnabled(Map.of()),
                store(StoreNames.CARRIERS).withLoggingEnabled(Map.of()),
                // The interim topic is its log.
                store(StoreNames.PAYLOADS).withLoggingDisabled()));
    }

    /**
     * Without Streams' cache, which {@code payloads} would fill: what is read again soon comes from RocksDB's memtable.
     */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
