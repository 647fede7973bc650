package io.entrepot.source.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Chunkers;
import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import io.entrepot.image.SourceImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarityTest {

    private static final Similarity.Published NOTHING = (partition, digest) -> false;

    @TempDir
    Path temp;

    @Test
    void anImageGoesToWhatIsLikeIt() {
        var similarity = new Similarity();
        List<Digest> debian = digests(0, 100);
        List<Digest> fedora = digests(1_000, 100);

        assertThat(similarity.choose(debian, NOTHING, 4, 2)).as("nobody knows it").isEqualTo(2);
        assertThat(similarity.choose(fedora, NOTHING, 4, 3)).isEqualTo(3);
        assertThat(similarity.choose(digests(50, 100), NOTHING, 4, 0)).as("half of it is on 2").isEqualTo(2);
        assertThat(similarity.choose(digests(1_090, 100), NOTHING, 4, 1)).as("a tenth of it is on 3").isEqualTo(3);
        assertThat(similarity.choose(digests(5_000, 100), (partition, digest) -> partition == 1, 4, 0)).as("published").isEqualTo(1);
        assertThat(similarity.choose(List.of(), NOTHING, 4, 3)).as("only zeros").isEqualTo(3);
    }

    @Test
    void whereEquallyMuchIsKnownItGoesWhereItIsExpected() {
        assertThat(new Similarity().choose(digests(0, 100), (partition, digest) -> true, 4, 3)).isEqualTo(3);
    }

    @Test
    void whatIsRememberedIsBounded() {
        var similarity = new Similarity();
        for (int i = 0; i < 2 * Similarity.REMEMBERED_MAX / 500; i++) {
            similarity.choose(digests(i * 500, 500), NOTHING, 2, 1);
        }

        assertThat(similarity.choose(digests(0, 500), NOTHING, 2, 0)).as("the first ones are known").isEqualTo(1);
        assertThat(similarity.choose(digests(2 * Similarity.REMEMBERED_MAX - 2_000, 500), NOTHING, 2, 0)).as("I: the last ones not")
                .isZero();
    }

    @Test
    void aSampleOfACloneIsMostlyThatOfItsOriginalAndOneOfAnotherImageIsNot() throws Exception {
        byte[] original = bytes(1);
        byte[] clone = original.clone();
        Arrays.fill(clone, 3 << 20, 4 << 20, (byte) 7);

        List<Digest> sample = sample("original", original);

        assertThat(sample).hasSizeBetween(100, 512);
        assertThat(sample("clone", clone)).filteredOn(sample::contains).hasSizeGreaterThan(sample.size() * 3 / 4);
        assertThat(sample("other", bytes(2))).doesNotContainAnyElementsOf(sample);
        assertThat(sample("zeros", new byte[8 << 20])).isEmpty();
        assertThat(sample("empty", new byte[0])).isEmpty();
    }

    private List<Digest> sample(String name, byte[] bytes) throws Exception {
        try (SourceImage image = SourceImage.open(Files.write(temp.resolve(name), bytes))) {
            return Sample.of(image, Chunkers.defaultChunker());
        }
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[16 << 20];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static List<Digest> digests(int from, int count) {
        var digester = new Digester();
        return IntStream.range(from, from + count).mapToObj(i -> digester.digest(
                new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}, 0, 3)).toList();
    }
}
