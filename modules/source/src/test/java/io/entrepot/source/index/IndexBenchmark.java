package io.entrepot.source.index;

import io.entrepot.block.Digest;
import io.entrepot.source.decide.Generation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Fills an index with synthetic digests as transactions would, and measures what an agent pays for it: memory, time to
 * fill, time to start warm, time of a lookup. Not run by default; {@code java -cp …
 * io.entrepot.source.index.IndexBenchmark DIR [digests]}. Run a second time on the same directory it measures start and
 * lookups only, as a fresh process sees them.
 */
public final class IndexBenchmark {

    private static final long DIGESTS_DEFAULT = 100_000_000;
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int TRANSACTION_BLOCKS = 4_096;
    private static final int RECORD_BLOCKS = 64;
    private static final int IMAGE_BLOCKS = 1 << 20;
    private static final int LOOKUPS = 200_000;

    private IndexBenchmark() {
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        long digests = arguments.length > 1 ? Long.parseLong(arguments[1]) : DIGESTS_DEFAULT;
        if (!Files.exists(directory)) {
            try (BlockIndex index = open(directory)) {
                fill(index, digests);
            }
            rss("after filling and closing");
        }
        long start = System.nanoTime();
        try (BlockIndex index = open(directory)) {
            index.find(0, digest(0));
            System.out.printf("warm start, first lookup included: %.3f s%n", seconds(start));
            lookups(index, digests, true, "hits, cold");
            lookups(index, digests, true, "hits, again");
            lookups(index, digests, false, "misses");
            lookups(index, digests, false, "misses, again");
            rss("after lookups");
        }
    }

    private static BlockIndex open(Path directory) {
        return BlockIndex.open(directory, "benchmark", BlockIndex.CACHE_BYTES_DEFAULT);
    }

    /** Puts synthetic blocks into partition 0 of an index, and leaves its journal offset where it is. */
    public static void fill(BlockIndex index, long digests) throws IOException {
        long start = System.nanoTime();
        for (long next = 0; next < digests; next += TRANSACTION_BLOCKS) {
            try (Update update = index.update()) {
                for (long block = next; block < Math.min(digests, next + TRANSACTION_BLOCKS); block++) {
                    long ordinal = block / IMAGE_BLOCKS * (IMAGE_BLOCKS / RECORD_BLOCKS);
                    update.block(0, digest(block), new Entry(ordinal, block % IMAGE_BLOCKS * BLOCK_BYTES,
                            block / RECORD_BLOCKS));
                    if (block % IMAGE_BLOCKS == 0) {
                        update.carrier(0, ordinal, new Generation("image-" + ordinal, new UUID(0, ordinal).toString()));
                    }
                }
                update.write();
            }
            if (next % (TRANSACTION_BLOCKS * 2_500L) == 0) {
                System.out.printf("%,d digests after %.1f s%n", next, seconds(start));
                rss("while filling");
            }
        }
        System.out.printf("filled with %,d digests in %.1f s%n", digests, seconds(start));
    }

    private static void lookups(BlockIndex index, long digests, boolean hits, String what) {
        var random = new SplittableRandom(7);
        long start = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int found = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            long block = random.nextLong(digests);
            found += index.find(0, digest(hits ? block : block + digests)) == null ? 0 : 1;
        }
        double cpuUs = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e3 / LOOKUPS;
        System.out.printf("%s: %.2f us each, of which %.2f us CPU, %,d of %,d found%n", what,
                seconds(start) * 1e6 / LOOKUPS,
                cpuUs, found, LOOKUPS);
    }

    /** Four words of a counter-based generator: as random as a digest, without hashing. */
    private static Digest digest(long block) {
        var random = new SplittableRandom(block);
        ByteBuffer bytes = ByteBuffer.allocate(Digest.BYTES);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong());
        }
        return Digest.of(bytes.array(), 0);
    }

    private static void rss(String when) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
                System.out.println(line.replaceAll("\\s+", " ") + " " + when);
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
