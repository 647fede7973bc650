package io.entrepot.benchmarks.micro;

import io.entrepot.block.Digest;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Entry;
import io.entrepot.source.index.Update;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Looking a digest up among half a million; for each one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IndexBenchmark {

    private static final int DIGESTS = 500_000;
    private static final int BLOCK_BYTES = 16 << 10;

    private final Map<Digest, Entry> map = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private Path directory;
    private BlockIndex index;

    @Setup
    public void fill() throws IOException {
        directory = Files.createTempDirectory("bench-index-");
        index = BlockIndex.open(directory.resolve("index"), "bench", BlockIndex.CACHE_BYTES_DEFAULT);
        try (Update update = index.update()) {
            for (int i = 0; i < DIGESTS; i++) {
                Entry entry = new Entry(0, (long) i * BLOCK_BYTES, i);
                update.block(0, digest(i), entry);
                map.put(digest(i), entry);
            }
            update.write();
        }
    }

    @TearDown
    public void remove() throws IOException {
        index.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public Entry found() {
        return index.find(0, digest(random.nextInt(DIGESTS)));
    }

    @Benchmark
    public Entry missed() {
        return index.find(0, digest(DIGESTS + random.nextInt(DIGESTS)));
    }

    /** On the heap, where a large fleet's does not fit. */
    @Benchmark
    public Entry hashMap() {
        return map.get(digest(random.nextInt(DIGESTS)));
    }

    /** As random as a digest, without hashing. */
    private static Digest digest(int block) {
        SplittableRandom words = new SplittableRandom(block);
        ByteBuffer bytes = ByteBuffer.allocate(Digest.BYTES);
        while (bytes.hasRemaining()) {
            bytes.putLong(words.nextLong());
        }
        return Digest.of(bytes.array(), 0);
    }
}
