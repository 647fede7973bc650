package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DigestTableTest {

    private static final int ENTRIES = 1 << 10;

    /** Against a map that forgets nothing: what the table remembers is right, and it is as much as it has room for. */
    @Test
    void remembersWhatItWasToldOrNothing() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var table = new DigestTable(ENTRIES);
            Map<KeyedHash.Tag, Digest> all = new HashMap<>();
            for (int i = 0; i < 8 * ENTRIES; i++) {
                KeyedHash.Tag tag = tag(random.nextInt(6 * ENTRIES));
                Digest found = table.find(tag);
                if (found == null) {
                    all.computeIfAbsent(tag, any -> digest(random));
                    table.put(tag, all.get(tag));
                    assertThat(table.find(tag)).as("seed %d, what was just told", seed).isEqualTo(all.get(tag));
                } else {
                    assertThat(found).as("seed %d", seed).isEqualTo(all.get(tag));
                }
            }
            long held = all.keySet().stream().filter(tag -> table.find(tag) != null).count();
            assertThat(held).as("seed %d, held of %d", seed, all.size()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void tellsTagsApartByEachOfTheirWords() {
        var table = new DigestTable(ENTRIES);
        var tag = new KeyedHash.Tag(4096, 1, 2, 3, 4);
        table.put(tag, digest(new Random(1)));
        assertThat(table.find(tag)).isNotNull();
        // Each with the same hash code, so that they are of the same set.
        for (var other : new KeyedHash.Tag[] {new KeyedHash.Tag(4097, 1, 2, 3, 4), new KeyedHash.Tag(4096, 1, 0, 3, 4),
            new KeyedHash.Tag(4096, 1, 2, 0, 4), new KeyedHash.Tag(4096, 1, 2, 3, 4 ^ 0x1_0000_0001L), new KeyedHash.Tag(4096, 1 << 1, 2, 3, 4 ^ 1 ^ 1 << 1)}) {
            assertThat(other.hashCode()).isEqualTo(tag.hashCode());
            assertThat(table.find(other)).as("%s", other).isNull();
        }
    }

    /** A quarter of a table of what all images have in common, met again by each of them; in between, a table full of what only one has. */
    @Test
    void keepsWhatComesAgainWhenWhatComesOnceFloodsBy() {
        var random = new Random(3);
        var table = new DigestTable(ENTRIES);
        long[] common = LongStream.range(0, ENTRIES / 4).toArray();
        long once = common.length;
        int missed = 0;
        for (int image = 0; image < 20; image++) {
            for (long number : common) {
                if (table.find(tag(number)) == null) {
                    missed += image < 2 ? 0 : 1;
                    table.put(tag(number), digest(random));
                }
            }
            for (int i = 0; i < (image == 0 ? 0 : ENTRIES); i++) {
                table.put(tag(once++), digest(random));
            }
        }
        assertThat(missed).as("of %d", 18 * common.length).isLessThan(18 * common.length / 50);
    }

    private static KeyedHash.Tag tag(long number) {
        var random = new Random(number);
        return new KeyedHash.Tag(2048 + random.nextInt(4096), random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static Digest digest(Random random) {
        byte[] bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.of(bytes, 0);
    }
}
