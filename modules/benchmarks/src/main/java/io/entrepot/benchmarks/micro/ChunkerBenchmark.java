package io.entrepot.benchmarks.micro;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cutting data that is nowhere zero into blocks; for each byte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkerBenchmark {

    static final int BYTES = 16 << 20;

    @Param({"page8k", "page16k", "page64k", "fastcdc16k", "fastcdc64k", "fixed4k"})
    private String name;

    private final byte[] data = new byte[BYTES];
    private Chunker chunker;

    @Setup
    public void fill() {
        new Random(1).nextBytes(data);
        chunker = Chunkers.byName(name);
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int cut() {
        int blocks = 0;
        for (int from = 0; from < BYTES; from = chunker.end(data, from, BYTES, true)) {
            blocks++;
        }
        return blocks;
    }
}
