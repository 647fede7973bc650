package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F: something takes an image's final name while the image is on its way: that image fails, and the others go on. */
class FinalNameTest {

    private static final int MIB = 1 << 20;
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    Path root;
    private Feed feed;
    private Sending late;
    private Sending other;

    @BeforeEach
    void sent() {
        feed = new Feed("final-name" + FLEETS.incrementAndGet(), 1);
        late = Sending.of(feed, Disk.random("late", 1, MIB)).turn().fresh(MIB).seal();
        other = Sending.of(feed, Disk.random("other", 2, MIB)).turn().fresh(MIB).seal();
    }

    @AfterEach
    void close() {
        feed.close();
    }

    /** Puts something under the final name once the image is complete. */
    private WriterListener whenComplete(Runnable then) {
        return new WriterListener() {
            @Override
            public void step(CommitStep step, String image, long tookNs) {
                if (step == CommitStep.COMPLETE && image.equals("late")) {
                    then.run();
                }
            }
        };
    }

    @Test
    void aFileThatCameIntoBeingFailsTheImage() throws IOException {
        WriterSettings settings = RunningWriter.settings(feed, root);
        try (RunningWriter writer = new RunningWriter(feed, settings, whenComplete(this::write))) {
            assertThat(writer.failed(late).getCause()).contains("has come into being");
            writer.committed(other);
        }
        assertThat(root.resolve("late")).hasContent("none of ours");
        assertThat(DestinationRecords.at(root).find("late")).isEmpty();
    }

    @Test
    void aDirectoryThatCameIntoBeingFailsTheImage() throws IOException {
        WriterSettings settings = RunningWriter.settings(feed, root).withOverwrite(true);
        try (RunningWriter writer = new RunningWriter(feed, settings, whenComplete(this::makeDirectory))) {
            assertThat(writer.failed(late).getCause()).contains("a directory has its name");
            writer.committed(other);
        }
    }

    @Test
    void whatARestartFindsInTheWayFailsTheImage() throws IOException, InterruptedException {
        // Given
        WriterSettings settings = RunningWriter.settings(feed, root).withOverwrite(true);
        AtomicBoolean complete = new AtomicBoolean();
        WriterListener dies = new WriterListener() {
            @Override
            public void step(CommitStep step, String image, long tookNs) {
                if (step == CommitStep.COMPLETE) {
                    complete.set(true);
                } else if (step == CommitStep.RECORD && complete.get()) {
                    throw new IllegalStateException("killed before the rename");
                }
            }
        };
        assertThat(new RunningWriter(feed, settings, dies).death()).hasMessage("killed before the rename");
        makeDirectory();

        // When
        try (RunningWriter writer = new RunningWriter(feed, settings, WriterListener.NONE)) {
            // Then
            Receipt receipt = writer.failed(late);
            assertThat(receipt.getCause()).contains("a directory has its name");
            writer.committed(other);
        }
    }

    private void write() {
        try {
            Files.writeString(root.resolve("late"), "none of ours");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeDirectory() {
        try {
            Files.createDirectory(root.resolve("late"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
