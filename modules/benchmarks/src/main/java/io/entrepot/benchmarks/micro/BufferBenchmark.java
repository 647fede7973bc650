package io.entrepot.benchmarks.micro;

import io.entrepot.resequencer.core.Payloads.Payload;
import io.entrepot.resequencer.state.PayloadStore;
import io.entrepot.resequencer.state.StoreNames;
import io.entrepot.resequencer.state.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Holding 64 MiB of records of new data and draining them again; for each byte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BufferBenchmark {

    private static final int RECORDS = 512;
    private static final int RECORD_BYTES = 128 << 10;
    static final int BYTES = RECORDS * RECORD_BYTES;

    /** The store as it is set, with RocksDB's own settings, and on the heap. */
    @Param({"ours", "rocksdb", "heap"})
    private String kind;

    private final byte[] key = new byte[40];
    private final byte[] value = new byte[RECORD_BYTES];
    private Path directory;
    private KeyValueStore<Bytes, byte[]> store;
    private PayloadStore payloads;
    private long interimOffset;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("bench-buffer-");
        new Random(1).nextBytes(value);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        if (kind.equals("ours")) {
            properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreOptions.class);
        }
        KeyValueBytesStoreSupplier supplier = kind.equals("heap") ? Stores.inMemoryKeyValueStore(StoreNames.PAYLOADS)
                : Stores.persistentKeyValueStore(StoreNames.PAYLOADS);
        store = Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray()).withLoggingDisabled().withCachingDisabled().build();
        store.init(new MockProcessorContext<Void, Void>(properties, new TaskId(0, 0), directory.toFile()).getStateStoreContext(), store);
        payloads = new PayloadStore(store);
    }

    @TearDown
    public void remove() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public long putAndDrain() {
        long firstOffset = interimOffset;
        for (int i = 0; i < RECORDS; i++) {
            payloads.put(new Payload(interimOffset++, 1, (long) i * RECORD_BYTES, key, value));
        }
        long drained = 0;
        for (long offset = firstOffset; offset < interimOffset; offset++) {
            Payload payload = payloads.get(offset).orElseThrow();
            drained += payload.bytes();
            payloads.delete(payload);
        }
        return drained;
    }
}
