package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random sparse images against the plain description: seeds are in the messages. */
class BlockScannerTest {

    private static final int SEEDS = 60;
    private static final int PAGES_MAX = 600;

    @TempDir
    private Path directory;

    /** What was found, with where it lay in the image instead of in a window. */
    private record Found(boolean block, long offset, long length) {
    }

    @Test
    void piecesCoverTheImageAndTellZerosFromData() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            SparseImage sparse = SparseImage.write(directory.resolve("pages" + seed), random, PAGES_MAX);
            try (SourceImage image = SourceImage.open(sparse.path())) {
                var scanner = new PageScanner(image, 0);
                long offset = 0;
                while (!scanner.atEnd()) {
                    byte[] window = new byte[ZeroPages.PAGE_BYTES * (1 + random.nextInt(50)) + random.nextInt(2)];
                    for (Piece piece : scanner.scan(window)) {
                        assertThat(piece.offset()).as("seed %d", seed).isEqualTo(offset);
                        requirePagesAre(sparse, piece, window, seed);
                        offset = piece.end();
                    }
                    assertThat(scanner.cursor()).as("seed %d", seed).isEqualTo(offset);
                }
                assertThat(offset).as("seed %d", seed).isEqualTo(sparse.content().length);
            }
        }
    }

    private static void requirePagesAre(SparseImage sparse, Piece piece, byte[] window, int seed) {
        assertThat(piece.length()).isPositive();
        for (long page = piece.offset(); page < piece.end(); page += ZeroPages.PAGE_BYTES) {
            assertThat(sparse.isZeroPage(page)).as("seed %d, page at %d", seed, page)
                    .isEqualTo(piece instanceof Piece.Zeros);
        }
        if (piece instanceof Piece.Stretch stretch) {
            assertThat(Arrays.equals(window, stretch.from(), stretch.to(), sparse.content(), (int) piece.offset(),
                    (int) piece.end())).as("seed %d, stretch at %d", seed, piece.offset()).isTrue();
        }
    }

    @Test
    void windowsDoNotChangeTheBlocks() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Chunker chunker = Chunkers.all().get(seed % Chunkers.all().size());
            SparseImage sparse = SparseImage.write(directory.resolve("windows" + seed), random, PAGES_MAX);
            try (SourceImage image = SourceImage.open(sparse.path())) {
                List<Found> whole = scan(sparse, image, chunker, 0, 8 << 20);
                int windowBytes = BlockScanner.windowBytesMin(chunker) + random.nextInt(100_000);

                List<Found> windowed = scan(sparse, image, chunker, 0, windowBytes);

                assertThat(windowed).as("%s, seed %d", chunker.name(), seed).isEqualTo(whole);
            }
        }
    }

    @Test
    void anImageIsTakenUpAgainAtAnyBlock() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Chunker chunker = Chunkers.all().get(seed % Chunkers.all().size());
            SparseImage sparse = SparseImage.write(directory.resolve("resume" + seed), random, PAGES_MAX);
            try (SourceImage image = SourceImage.open(sparse.path())) {
                List<Found> whole = scan(sparse, image, chunker, 0, 8 << 20);
                if (whole.isEmpty()) {
                    continue;
                }
                int taken = random.nextInt(whole.size());

                List<Found> rest = scan(sparse, image, chunker, whole.get(taken).offset(), 1 << 20);

                assertThat(rest).as("%s, seed %d", chunker.name(), seed).isEqualTo(whole.subList(taken, whole.size()));
            }
        }
    }

    /**
     * The page is data as a whole, so its rest is, however the block before it ended: taken up there it must stay data.
     */
    @Test
    void theRestOfAPageIsDataEvenWhenItIsZero() throws IOException {
        Chunker chunker = Chunkers.byName("fastcdc16k");
        byte[] content = new byte[1 << 20];
        new Random(5).nextBytes(content);
        int cut = chunker.end(content, 0, content.length, true);
        int pageEnd = (cut + ZeroPages.PAGE_BYTES - 1) & -ZeroPages.PAGE_BYTES;
        assertThat(cut).isLessThan(pageEnd);
        Arrays.fill(content, cut, pageEnd, (byte) 0);
        var sparse = new SparseImage(Files.write(directory.resolve("rest"), content), content);
        try (SourceImage image = SourceImage.open(sparse.path())) {
            List<Found> whole = scan(sparse, image, chunker, 0, 8 << 20);
            assertThat(whole).allMatch(Found::block);

            List<Found> rest = scan(sparse, image, chunker, cut, 8 << 20);

            assertThat(rest).isEqualTo(whole.subList(1, whole.size()));
        }
    }

    @Test
    void refusesAWindowThatHoldsNoWholeBlock() throws IOException {
        SparseImage sparse = SparseImage.write(directory.resolve("small"), new Random(1), PAGES_MAX);
        try (SourceImage image = SourceImage.open(sparse.path())) {
            var scanner = new BlockScanner(image, Chunkers.defaultChunker(), 0);
            assertThatThrownBy(() -> scanner.next(new byte[32 << 10])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a window of 32768 bytes is too small for page8k");
        }
    }

    /** Zeros that follow one another are joined: where windows end within them means nothing. */
    private static List<Found> scan(SparseImage sparse, SourceImage image, Chunker chunker, long cursor,
            int windowBytes) throws IOException {
        var found = new ArrayList<Found>();
        var scanner = new BlockScanner(image, chunker, cursor);
        byte[] window = new byte[windowBytes];
        while (!scanner.atEnd()) {
            for (Cut cut : scanner.next(window)) {
                boolean block = cut instanceof Cut.Block;
                if (cut instanceof Cut.Block data) {
                    assertThat(Arrays.equals(window, data.from(), data.from() + data.blockBytes(), sparse.content(),
                            (int) data.offset(), (int) data.end())).isTrue();
                }
                Found last = found.isEmpty() ? null : found.get(found.size() - 1);
                if (last != null && !block && !last.block()) {
                    found.set(found.size() - 1, new Found(false, last.offset(), last.length() + cut.length()));
                } else {
                    found.add(new Found(block, cut.offset(), cut.length()));
                }
            }
        }
        return found;
    }
}
