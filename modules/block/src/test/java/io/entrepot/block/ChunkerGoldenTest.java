package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids of chunkers are persisted: what they mean never changes. The golden files were not written by this code but by an
 * independent program from the algorithms' description.
 */
class ChunkerGoldenTest {

    static Stream<Chunker> chunkers() {
        return Chunkers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("chunkers")
    void cutsAsItAlwaysDid(Chunker chunker) {
        byte[] data = SplitMix.goldenStretch();
        List<Integer> golden = new String(Resources.golden("chunker-" + chunker.id() + "-" + chunker.name() + ".txt"))
                .lines().map(Integer::valueOf).toList();

        var lengths = new ArrayList<Integer>();
        for (int from = 0; from < data.length; ) {
            int end = chunker.end(data, from, data.length, true);
            lengths.add(end - from);
            from = end;
        }

        assertThat(lengths).isEqualTo(golden);
    }

    @Test
    void idsAndNamesAreGivenOnce() {
        assertThat(Chunkers.all()).extracting(Chunker::id)
                .containsExactly(4, 1, 2, 3, 16, 17, 32, 33).doesNotHaveDuplicates();
        assertThat(Chunkers.all()).allSatisfy(chunker -> {
            assertThat(Chunkers.byId(chunker.id())).isSameAs(chunker);
            assertThat(Chunkers.byName(chunker.name())).isSameAs(chunker);
        });
        assertThat(Chunkers.defaultChunker().name()).isEqualTo("page8k");
    }

    @Test
    void anUnknownOneIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Chunkers.byName("page")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no chunker is called \"page\"; known are page8k (4), page16k (1), page32k (2)");
        assertThatThrownBy(() -> Chunkers.byId(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no chunker has the id 0; known are page8k (4), page16k (1)");
    }
}
