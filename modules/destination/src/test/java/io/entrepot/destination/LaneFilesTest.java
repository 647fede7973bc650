package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Action;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.StreamPosition;
import io.entrepot.image.PartialFile;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneFilesTest {

    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final Incoming INCOMING = new Incoming(new Generation("vm/disk", "g1"), 1, "interim",
            Incoming.Phase.RECEIVING, 1, Optional.of(new Opening(8, 0640, 1, 0)), CONTENT.length,
            Digest.of(new byte[Digest.BYTES], 0), 1, Figures.NONE, new StreamPosition("ordered", 0, 4));

    @TempDir
    Path root;

    /** For a fault that passes, an image that is nearly there must not be given up: failing it removes its file. */
    @Test
    void whatKeepsAPartialFileFromBeingTakenUpAgainIsNotTheImagesFault() throws IOException {
        try (Volume volume = Volume.open(root)) {
            // Given
            try (PartialFile file = volume.create("vm/disk", "g1")) {
                file.write(CONTENT, 0, CONTENT.length);
                file.force();
            }
            Files.move(root.resolve("vm"), root.resolve("elsewhere"));
            Files.createSymbolicLink(root.resolve("vm"), root.resolve("elsewhere"));
            RecordStore store = new RecordStore(volume, false);
            LaneFiles files = new LaneFiles(volume, new Carriers(volume, store), WriterListener.NONE);

            // When, then
            assertThatThrownBy(() -> files.open(new Action.Open(INCOMING, false))).isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot open");

            // When
            Files.delete(root.resolve("vm"));
            Files.move(root.resolve("elsewhere"), root.resolve("vm"));
            try {
                files.open(new Action.Open(INCOMING, false));
                // Then
                assertThat(files.current().cursor()).isEqualTo(CONTENT.length);
            } catch (ImageFailure e) {
                throw new AssertionError(e);
            } finally {
                files.closeQuietly();
            }
        }
    }
}
