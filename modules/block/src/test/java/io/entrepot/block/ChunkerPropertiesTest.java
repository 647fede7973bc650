package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every chunker promises, on random stretches: seeds are in the messages. */
class ChunkerPropertiesTest {

    private static final int SEEDS = 20;
    private static final int STRETCH_BYTES_MAX = 1 << 20;

    static Stream<Chunker> chunkers() {
        return Chunkers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("chunkers")
    void windowsDoNotMatter(Chunker chunker) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] stretch = stretch(random);

            List<Integer> whole = cuts(chunker, stretch, 0);
            List<Integer> windowed = cutsInWindows(chunker, stretch, random);

            assertThat(windowed).as("%s, seed %d", chunker, seed).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("chunkers")
    void nothingIsKeptPastABoundary(Chunker chunker) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] stretch = stretch(random);
            List<Integer> whole = cuts(chunker, stretch, 0);
            int taken = random.nextInt(whole.size());
            byte[] rest = Arrays.copyOfRange(stretch, taken == 0 ? 0 : whole.get(taken - 1), stretch.length);

            int shift = stretch.length - rest.length;
            List<Integer> again = cuts(chunker, rest, 0).stream().map(end -> end + shift).toList();

            assertThat(again).as("%s, seed %d", chunker, seed).isEqualTo(whole.subList(taken, whole.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("chunkers")
    void lengthsAreBounded(Chunker chunker) {
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] stretch = stretch(new Random(seed));
            int from = 0;
            for (int end : cuts(chunker, stretch, 0)) {
                assertThat(end - from).as("%s, seed %d", chunker, seed).isPositive()
                        .isLessThanOrEqualTo(chunker.blockBytesMax());
                if (end < stretch.length) {
                    assertThat(end - from).as("%s, seed %d", chunker, seed)
                            .isGreaterThanOrEqualTo(blockBytesMin(chunker));
                    assertThat(end % Chunker.PAGE_BYTES == 0 || !chunker.pageAligned()).isTrue();
                }
                from = end;
            }
            assertThat(from).isEqualTo(stretch.length);
        }
    }

    private static int blockBytesMin(Chunker chunker) {
        if (chunker instanceof FastCdcChunker fastCdc) {
            return fastCdc.blockBytesMin();
        }
        return chunker instanceof FixedChunker fixed ? fixed.blockBytesMax() : Chunker.PAGE_BYTES;
    }

    @ParameterizedTest
    @MethodSource("chunkers")
    void neverAsksForMoreThanTheLongestBlock(Chunker chunker) {
        byte[] data = new byte[chunker.blockBytesMax() * 2];
        Arrays.fill(data, (byte) 7);
        new Random(1).nextBytes(data);
        for (int from = 0; from < chunker.blockBytesMax(); from += Chunker.PAGE_BYTES) {
            assertThat(chunker.end(data, from, from + chunker.blockBytesMax(), false)).isGreaterThan(from);
            assertThat(chunker.end(data, from, from + 1, true)).isEqualTo(from + 1);
        }
    }

    /** Noise, runs of one byte and repeated pages, at any length; a stretch of an image has no zero page. */
    private static byte[] stretch(Random random) {
        byte[] stretch = new byte[1 + random.nextInt(STRETCH_BYTES_MAX)];
        random.nextBytes(stretch);
        for (int range = random.nextInt(4); range > 0; range--) {
            int from = random.nextInt(stretch.length);
            int to = Math.min(stretch.length, from + random.nextInt(STRETCH_BYTES_MAX / 2));
            Arrays.fill(stretch, from, to, (byte) (1 + random.nextInt(255)));
        }
        return stretch;
    }

    private static List<Integer> cuts(Chunker chunker, byte[] stretch, int start) {
        var ends = new ArrayList<Integer>();
        for (int from = start; from < stretch.length; ) {
            from = chunker.end(stretch, from, stretch.length, true);
            ends.add(from);
        }
        return ends;
    }

    /**
     * Sees the stretch through an array that shows at first little of the block and then more, anywhere in the array.
     */
    private static List<Integer> cutsInWindows(Chunker chunker, byte[] stretch, Random random) {
        var ends = new ArrayList<Integer>();
        int from = 0;
        int at = 0;
        while (from < stretch.length) {
            at = Math.max(at, Math.min(stretch.length, from + 1 + random.nextInt(3 * Chunker.PAGE_BYTES)));
            int lead = random.nextInt(100);
            byte[] window = new byte[lead + at - from + random.nextInt(100)];
            random.nextBytes(window);
            System.arraycopy(stretch, from, window, lead, at - from);
            int end = chunker.end(window, lead, lead + at - from, at == stretch.length);
            if (end == Chunker.MORE) {
                at = Math.min(stretch.length, at + 1 + random.nextInt(Chunker.PAGE_BYTES * 8));
            } else {
                from += end - lead;
                ends.add(from);
            }
        }
        return ends;
    }
}
