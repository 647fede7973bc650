package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Action;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.StreamPosition;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, each with a partition of one directory, and an image that was moved from the one's to the other's. */
class TwoWritersOfOneNameTest {

    private static final int ROUNDS = 200;

    @TempDir
    private Path root;
    private Side old;
    private Side now;

    /** What a writer has of one partition, and the generation that it brings. */
    private final class Side {
        final Volume volume;
        final RecordStore store;
        final LaneFiles files;
        final Generation generation;
        final ImageRecord record;

        Side(int partition, String id) throws IOException {
            volume = Volume.openParts(root, Set.of(partition));
            store = new RecordStore(volume, false);
            files = new LaneFiles(volume, new Carriers(volume, store), WriterListener.NONE);
            generation = new Generation("vm/disk", id);
            record = ImageRecord.none("vm/disk").with(new Incoming(generation, 1, "interim", Incoming.Phase.RECEIVING, 1,
                    Optional.of(new Opening(0, 0640, 1, partition)), 0, Digest.of(new byte[Digest.BYTES], 0), 1, Figures.NONE,
                    new StreamPosition("ordered", partition, 4)));
        }

        void begin() throws IOException, ImageFailure {
            files.open(new Action.Open(record.incoming().orElseThrow(), true));
            store.take(record);
        }

        void close() throws IOException {
            files.closeQuietly();
            volume.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        old = new Side(0, "g1");
        now = new Side(1, "g2");
    }

    @AfterEach
    void close() throws IOException {
        old.close();
        now.close();
    }

    @Test
    void theOneWhoseFileWasTakenAwayFailsAloneAndLeavesWhatTheOtherHas() throws IOException, ImageFailure {
        old.begin();
        now.begin();

        assertThat(old.store.save(old.record)).isFalse();
        assertThatThrownBy(() -> old.files.rename(new Action.Rename(old.generation, old.record), old.store)).isInstanceOf(ImageFailure.class)
                .hasMessageContaining("its partial file is gone");
        old.files.drop(new Action.Drop(old.generation), old.store);

        assertThat(now.store.find("vm/disk")).isEqualTo(now.record);
        now.files.complete(new Action.Complete(now.generation, now.record.incoming().orElseThrow().opening().orElseThrow()));
        now.files.rename(new Action.Rename(now.generation, now.record), now.store);
        assertThat(root.resolve("vm/disk")).isRegularFile();
    }

    @Test
    void recordsThatBothWriteAtOnceStayWhole() throws Exception {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> write(old));
        write(now);
        other.get();
        try (var files = Files.list(root.resolve(".entrepot/images"))) {
            assertThat(files).as("no temporary file is left").hasSize(1);
        }
    }

    private static void write(Side side) {
        for (int i = 0; i < ROUNDS; i++) {
            try {
                side.store.take(side.record);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertThat(side.store.find("vm/disk").incoming()).as("a whole record").isPresent();
        }
    }
}
