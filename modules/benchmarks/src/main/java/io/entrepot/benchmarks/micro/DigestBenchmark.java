package io.entrepot.benchmarks.micro;

import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

/** Naming a block of 16 KiB; for each byte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DigestBenchmark {

    static final int BYTES = 16 << 10;

    private final byte[] data = new byte[BYTES];
    private final Digester digester = new Digester();
    private MessageDigest sha256;
    private int round;

    @Setup
    public void fill() throws NoSuchAlgorithmException {
        new Random(1).nextBytes(data);
        sha256 = MessageDigest.getInstance("SHA-256");
    }

    /** That this process has named before. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Digest remembered() {
        return digester.digest(data, 0, BYTES);
    }

    /** That is new each time, so that it is looked up in vain, hashed, and remembered. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Digest unknown() {
        round++;
        for (int i = 0; i < Integer.BYTES; i++) {
            data[i] = (byte) (round >>> 8 * i);
        }
        return digester.digest(data, 0, BYTES);
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public byte[] jdk() {
        return sha256.digest(data);
    }
}
