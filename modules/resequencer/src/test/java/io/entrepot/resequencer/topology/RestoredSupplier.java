package io.entrepot.resequencer.topology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** A sequencer whose stores have rows already when its task begins, as after a restore. */
record RestoredSupplier(SequencerSupplier supplier, Map<String, List<KeyValue<Bytes, byte[]>>> rows)
        implements ProcessorSupplier<byte[], byte[], OrderedKey, byte[]> {

    @Override
    public Set<StoreBuilder<?>> stores() {
        return supplier.stores();
    }

    @Override
    public Processor<byte[], byte[], OrderedKey, byte[]> get() {
        Processor<byte[], byte[], OrderedKey, byte[]> sequencer = supplier.get();
        return new Processor<>() {
            @Override
            public void init(ProcessorContext<OrderedKey, byte[]> context) {
                rows.forEach((name, restored) -> {
                    KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
                    store.putAll(restored);
                });
                sequencer.init(context);
            }

            @Override
            public void process(Record<byte[], byte[]> record) {
                sequencer.process(record);
            }

            @Override
            public void close() {
                sequencer.close();
            }
        };
    }
}
