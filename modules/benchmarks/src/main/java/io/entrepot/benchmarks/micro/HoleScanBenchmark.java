package io.entrepot.benchmarks.micro;

import io.entrepot.image.PageScanner;
import io.entrepot.image.SourceImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reading a file of which a sixteenth is data and the rest holes; for each byte of the file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HoleScanBenchmark {

    static final int BYTES = 64 << 20;
    private static final int DATA_BYTES = 1 << 20;
    private static final int DATA_EVERY_BYTES = 16 << 20;

    private final byte[] window = new byte[1 << 20];
    private Path file;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("bench-holes-", ".raw");
        byte[] data = new byte[DATA_BYTES];
        new Random(1).nextBytes(data);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int from = 0; from < BYTES; from += DATA_EVERY_BYTES) {
                channel.write(ByteBuffer.wrap(data), from);
            }
            channel.write(ByteBuffer.wrap(new byte[1]), BYTES - 1);
        }
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int ours() throws IOException {
        int pieces = 0;
        try (SourceImage image = SourceImage.open(file)) {
            PageScanner scanner = new PageScanner(image, 0);
            while (!scanner.atEnd()) {
                pieces += scanner.scan(window).size();
            }
        }
        return pieces;
    }

    /** Everything, holes too, and nothing is made of it. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int readAll() throws IOException {
        int count = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(window);
            while (channel.read(buffer) >= 0) {
                buffer.clear();
                count++;
            }
        }
        return count;
    }
}
