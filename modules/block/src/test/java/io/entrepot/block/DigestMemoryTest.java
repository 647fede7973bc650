package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DigestMemoryTest {

    private static final int BLOCK = 16 << 10;

    @Test
    void computesADigestOnceHoweverOftenTheBytesCome() {
        var memory = new DigestMemory(100);
        var computed = new AtomicInteger();
        byte[] bytes = random(1, 3 * BLOCK);
        System.arraycopy(bytes, 0, bytes, 2 * BLOCK, BLOCK);

        Digest first = of(memory, bytes, 0, BLOCK, computed);
        Digest other = of(memory, bytes, BLOCK, BLOCK, computed);
        Digest again = of(memory, bytes, 2 * BLOCK, BLOCK, computed);

        assertThat(again).isEqualTo(first).isEqualTo(sha256(bytes, 0, BLOCK)).isNotEqualTo(other);
        assertThat(computed).hasValue(2);
    }

    @Test
    void isRightForAnyBytesAndLengthsWithRoomForFewOfThem() throws Exception {
        var memory = new DigestMemory(20);
        byte[] bytes = random(2, 600 << 10);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> parts = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            var random = new Random(thread);
            Callable<Void> part = () -> {
                for (int trial = 0; trial < 400; trial++) {
                    // From a few places, so that many have come before; some longer than what is remembered.
                    int offset = random.nextInt(8) * 1000;
                    int length = random.nextInt(20) == 0 ? random.nextInt(500 << 10) : random.nextInt(5) * 1021;
                    assertThat(of(memory, bytes, offset, length, new AtomicInteger())).isEqualTo(sha256(bytes, offset, length));
                }
                return null;
            };
            parts.add(threads.submit(part));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        threads.shutdown();
    }

    private static Digest of(DigestMemory memory, byte[] bytes, int offset, int length, AtomicInteger computed) {
        return memory.of(bytes, offset, length, () -> {
            computed.incrementAndGet();
            return sha256(bytes, offset, length);
        });
    }

    private static Digest sha256(byte[] bytes, int offset, int length) {
        MessageDigest sha256 = Sha256.create();
        sha256.update(bytes, offset, length);
        return Digest.of(sha256.digest(), 0);
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
