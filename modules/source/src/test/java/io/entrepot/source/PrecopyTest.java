package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FleetFixture.class)
@Timeout(900)
class PrecopyTest {

    /** What changes, in the half that has been read by then. */
    private static final int FROM = 40 * 4096;
    private static final int TO = 60 * 4096;

    @TempDir
    private Path directory;

    @Test
    void anImageInUseIsReadAheadAndItsSendingBringsWhatHasChangedSince(FleetFixture fixture) throws Exception {
        // Given: an image that is written to while it is read
        FleetFixture.TestFleet fleet = fixture.fleet(directory, 1);
        byte[] before = TestImage.random(1, 2_000);
        byte[] after = before.clone();
        Arrays.fill(after, FROM, TO, (byte) 9);
        ImageFile image = fleet.image("image", before);
        var once = new AtomicBoolean();
        var writer = new AgentListener() {
            @Override
            public void progress(String name, long read, long fresh, long known, long zero, long sent) {
                if (read > before.length / 2 && once.compareAndSet(false, true)) {
                    // In place, as a machine does: nothing else of the file changes for a moment.
                    try (FileChannel file = FileChannel.open(image.path(), StandardOpenOption.WRITE)) {
                        file.write(ByteBuffer.wrap(after, FROM, TO - FROM), FROM);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };

        // When
        SendOutcome ahead;
        try (Agent agent = fleet.agent(fleet.builder("a").precopy(true).build(), writer)) {
            ahead = agent.send(List.of(image)).get(0);
        }
        InterimReader precopied = fleet.read();
        SendOutcome sent = fleet.send("a", AgentListener.NONE, image).get(0);

        // Then
        assertThat(ahead).isInstanceOf(SendOutcome.Precopied.class);
        assertThat(precopied.sealed("image")).isEmpty();
        assertThat(precopied.generations.values()).singleElement().satisfies(one -> assertThat(one.aborted).contains("ahead"));
        assertThat(((SendOutcome.Sealed) sent).figures().newBytes()).as("D: what has changed, and no more")
                .isLessThan(before.length / 10);
        assertThat(fleet.read().sealed("image").get(0).bytes.toByteArray()).isEqualTo(after);
        assertThat(fleet.read().publishedAgain()).as("D").isZero();
    }
}
