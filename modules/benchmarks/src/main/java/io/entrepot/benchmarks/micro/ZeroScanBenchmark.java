package io.entrepot.benchmarks.micro;

import io.entrepot.image.ZeroPages;
import java.nio.ByteBuffer;
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

/** Which pages are zero, where two of three are, as in images; for each byte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ZeroScanBenchmark {

    static final int BYTES = 4 << 20;

    private final byte[] data = new byte[BYTES];

    @Setup
    public void fill() {
        Random random = new Random(1);
        byte[] page = new byte[ZeroPages.PAGE_BYTES];
        for (int from = 0; from < BYTES; from += page.length) {
            if (random.nextInt(3) == 0) {
                random.nextBytes(page);
                System.arraycopy(page, 0, data, from, page.length);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int ours() {
        int zeros = 0;
        for (int from = 0; from < BYTES; from += ZeroPages.PAGE_BYTES) {
            zeros += ZeroPages.isZero(data, from, ZeroPages.PAGE_BYTES) ? 1 : 0;
        }
        return zeros;
    }

    /** Eight bytes at a time. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int words() {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        int zeros = 0;
        for (int from = 0; from < BYTES; from += ZeroPages.PAGE_BYTES) {
            int at = from;
            while (at < from + ZeroPages.PAGE_BYTES && buffer.getLong(at) == 0) {
                at += Long.BYTES;
            }
            zeros += at == from + ZeroPages.PAGE_BYTES ? 1 : 0;
        }
        return zeros;
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int bytes() {
        int zeros = 0;
        for (int from = 0; from < BYTES; from += ZeroPages.PAGE_BYTES) {
            int at = from;
            while (at < from + ZeroPages.PAGE_BYTES && data[at] == 0) {
                at++;
            }
            zeros += at == from + ZeroPages.PAGE_BYTES ? 1 : 0;
        }
        return zeros;
    }
}
