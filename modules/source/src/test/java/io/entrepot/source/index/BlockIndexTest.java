package io.entrepot.source.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Digest;
import io.entrepot.image.Fingerprint;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.Point;
import io.entrepot.wire.JournalState;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class BlockIndexTest {

    private static final long CACHE_BYTES = 8L << 20;

    @TempDir
    private Path directory;

    @Test
    void keepsWhatItWasGivenOverARestart() {
        // Given
        var generation = new Generation("web/köln.raw", UUID.randomUUID().toString());
        var point = new ImagePoint("agent", 1, 77, 5, generation.id(), 12, JournalState.OPEN, new Point(6, new byte[32], 1, 2, 3),
                1,
                new Fingerprint(9, 8, 7, 6, 5));
        try (BlockIndex index = open("fleet"); Update update = index.update()) {
            update.block(1, digest(1), new Entry(12, 1L << 40, Long.MAX_VALUE));
            update.carrier(1, 12, generation);
            update.image("web/köln.raw", point);
            update.position(1, 78);
            update.write();
        }

        // When
        try (BlockIndex index = open("fleet")) {

            // Then
            assertThat(index.find(1, digest(1))).isEqualTo(new Entry(12, 1L << 40, Long.MAX_VALUE));
            assertThat(index.carrier(1, 12)).isEqualTo(generation);
            assertThat(index.position(1)).isEqualTo(78);
            ImagePoint found = index.point("web/köln.raw").orElseThrow();
            assertThat(found).usingRecursiveComparison().isEqualTo(point);
        }
    }

    /** Then the parts of filters and indexes that tell of a digest are on the disk alone, and what is in memory tells nothing. */
    @Test
    void knowsWhatItKnowsWhenItWasCompactedAndOpenedAnew() throws RocksDBException {
        int runs = 6;
        int blocks = 3_000;
        for (int run = 0; run < runs; run++) {
            try (BlockIndex index = open("fleet"); Update update = index.update()) {
                for (int i = 0; i < blocks; i++) {
                    update.block(1, digest(run * blocks + i), new Entry(run, i, run));
                }
                update.write();
            }
        }
        try (IndexStore store = IndexStore.open(directory, "fleet", CACHE_BYTES)) {
            store.db().compactRange(store.blocks());
        }

        for (int asked = 0; asked < 2 * runs * blocks; asked += 997) {
            // Anew each time: what was asked for before is in memory.
            try (BlockIndex index = open("fleet")) {
                assertThat(index.find(1, digest(asked))).as("digest %s", asked)
                        .isEqualTo(asked < runs * blocks ? new Entry(asked / blocks, asked % blocks, asked / blocks) : null);
            }
        }
    }

    @Test
    void partitionsAgentsAndUnknownsAreKeptApart() {
        try (BlockIndex index = open("fleet"); Update update = index.update()) {
            update.block(1, digest(1), new Entry(0, 0, 0));
            update.write();

            assertThat(index.find(0, digest(1))).isNull();
            assertThat(index.find(257, digest(1))).isNull();
            assertThat(index.find(1, digest(2))).isNull();
            assertThat(index.carrier(1, 0)).isNull();
            assertThat(index.point("image")).isEmpty();
            assertThat(index.position(1)).isZero();
        }
    }

    @Test
    void knowsHowFarThePartitionsJournalQuotesTheInterimTopic() {
        try (BlockIndex index = open("fleet"); Update update = index.update(); Update older = index.update()) {
            assertThat(index.quotedEnd(1)).isZero();
            update.block(1, digest(1), new Entry(0, 0, 41));
            update.block(1, digest(2), new Entry(0, 0, 7));
            update.write();
            older.block(1, digest(3), new Entry(0, 0, 3));
            older.write();
        }

        try (BlockIndex index = open("fleet")) {
            assertThat(index.quotedEnd(1)).isEqualTo(42);
            assertThat(index.quotedEnd(0)).isZero();
        }
    }

    @Test
    void anIndexOfAnotherFleetIsThrownAway() {
        try (BlockIndex index = open("one"); Update update = index.update()) {
            update.block(0, digest(1), new Entry(0, 0, 0));
            update.position(0, 5);
            update.write();
        }

        try (BlockIndex index = open("other")) {
            assertThat(index.find(0, digest(1))).isNull();
            assertThat(index.position(0)).isZero();
        }
    }

    @Test
    void aDamagedIndexIsThrownAway() throws Exception {
        try (BlockIndex index = open("fleet"); Update update = index.update()) {
            update.position(0, 5);
            update.write();
        }
        Files.writeString(directory.resolve("CURRENT"), "not a manifest\n");

        try (BlockIndex index = open("fleet")) {
            assertThat(index.position(0)).isZero();
        }
    }

    @Test
    void anIndexInUseIsRefusedWithTheWayOut() {
        try (BlockIndex index = open("fleet")) {
            assertThat(index.position(0)).isZero();

            assertThatThrownBy(() -> open("fleet")).isInstanceOf(IndexException.class)
                    .hasMessageContaining(directory.toString()).hasMessageContaining("a state directory and a name of its own");
        }
    }

    @Test
    void entriesOfAnySizeComeBack() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var entry = new Entry(random.nextLong() >>> random.nextInt(64), random.nextLong() >>> random.nextInt(64),
                    random.nextLong() >>> random.nextInt(64));
            var bytes = ByteBuffer.allocate(Entry.BYTES_MAX);

            entry.writeTo(bytes);

            assertThat(Entry.readFrom(bytes.flip())).isEqualTo(entry);
        }
    }

    private BlockIndex open(String fleet) {
        return BlockIndex.open(directory, fleet, CACHE_BYTES);
    }

    private static Digest digest(long seed) {
        byte[] bytes = new byte[Digest.BYTES];
        new Random(seed).nextBytes(bytes);
        return Digest.of(bytes, 0);
    }
}
