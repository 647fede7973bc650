package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image that is sent day after day: made from the day before, and the days before kept if so wished. */
class GenerationsTest {

    private static final int MIB = 1 << 20;
    private static final int QUARTER = MIB / 4;
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    private Path root;
    private Feed feed;
    private Sending first;
    private Sending second;
    private Sending third;

    /**
     * On the second day the first quarter moves to the place of the second, and something new takes its place; on the third the last quarter
     * is new. Everything else refers to the first day, as agents do.
     */
    @BeforeEach
    void sent() {
        feed = new Feed("generations" + FLEETS.incrementAndGet(), 1);
        first = Sending.of(feed, Disk.random("disk", 1, MIB)).turn().fresh(QUARTER).fresh(2 * QUARTER).fresh(3 * QUARTER).fresh(MIB).seal();
        Disk secondDay = new Disk("disk", 2, first.disk.bytes.clone());
        secondDay.copy(0, Disk.random("new", 20, QUARTER), 0, QUARTER).copy(QUARTER, first.disk, 0, QUARTER);
        second = Sending.of(feed, secondDay).turn().fresh(QUARTER).known(2 * QUARTER, first, 0).known(MIB, first, 2 * QUARTER).seal();
        Disk thirdDay = new Disk("disk", 3, secondDay.bytes.clone());
        thirdDay.copy(3 * QUARTER, Disk.random("new", 30, QUARTER), 0, QUARTER);
        third = Sending.of(feed, thirdDay).turn().known(QUARTER, second, 0).known(2 * QUARTER, first, 0)
                .known(3 * QUARTER, first, 2 * QUARTER).fresh(MIB).seal();
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void whatStayedWhereItWasYesterdayIsTakenFromThereWhateverDayItCameOn() throws IOException {
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            Receipt last = writer.receipt(third, ReceiptState.COMMITTED);

            assertThat(last.getFetchedBytes()).as("fetched for the third day").isZero();
            assertThat(last.getNewBytes()).isEqualTo(QUARTER);
            assertThat(last.getCopiedBytes() + last.getSharedBytes()).isEqualTo(3L * QUARTER);
        }
        assertThat(Files.readAllBytes(root.resolve("disk"))).as("F").isEqualTo(third.disk.bytes);
        assertThat(kept()).isEmpty();
    }

    @Test
    void asManyAsWishedAreKeptAndTheOldestGoFirst() throws IOException {
        WriterSettings settings = RunningWriter.settings(feed, root).withKeepGenerations(1);
        try (RunningWriter writer = new RunningWriter(feed, settings, WriterListener.NONE)) {
            writer.receipt(third, ReceiptState.COMMITTED);
        }

        assertThat(kept()).hasSize(1);
        assertThat(kept().get(0).getFileName()).hasToString(".disk.0000000002." + second.disk.generation + ".kept");
        assertThat(Files.readAllBytes(kept().get(0))).isEqualTo(second.disk.bytes);
        assertThat(Files.readAllBytes(root.resolve("disk"))).isEqualTo(third.disk.bytes);
    }

    @Test
    void whatIsKeptServesAsACarrier() throws IOException {
        WriterSettings settings = RunningWriter.settings(feed, root).withKeepGenerations(5);
        try (RunningWriter writer = new RunningWriter(feed, settings, WriterListener.NONE)) {
            writer.receipt(third, ReceiptState.COMMITTED);
            // The first quarter of the first day is nowhere but in what was kept of that day.
            Disk back = new Disk("other", 4, Arrays.copyOf(first.disk.bytes, 2 * QUARTER));
            Sending restored = Sending.of(feed, back).turn().known(2 * QUARTER, first, 0).seal();
            Receipt receipt = writer.receipt(restored, ReceiptState.COMMITTED);

            assertThat(receipt.getFetchedBytes()).isZero();
            assertThat(Files.readAllBytes(root.resolve("other"))).isEqualTo(back.bytes);
        }
        assertThat(kept()).hasSize(2);
    }

    /** E and F: wherever it is killed around the rename, the name has a whole generation, and a restart brings it to the same end. */
    @ParameterizedTest
    @EnumSource(value = CommitStep.class, names = {"COMPLETE", "RECORD", "RENAME", "RECEIPT"})
    void aKillAroundTheRenameLosesNoGeneration(CommitStep where) throws IOException, InterruptedException {
        // Given
        WriterSettings settings = RunningWriter.settings(feed, root).withKeepGenerations(5);
        AtomicInteger completed = new AtomicInteger();
        WriterListener dies = new WriterListener() {
            @Override
            public void step(CommitStep step, String image, long tookNs) {
                completed.addAndGet(step == CommitStep.COMPLETE ? 1 : 0);
                if (step == where && completed.get() == 2) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThat(new RunningWriter(feed, settings, dies).death()).hasMessage("killed");
        assertThat(Files.readAllBytes(root.resolve("disk"))).isIn(first.disk.bytes, second.disk.bytes);

        // When
        try (RunningWriter writer = new RunningWriter(feed, settings, WriterListener.NONE)) {
            writer.receipt(third, ReceiptState.COMMITTED);
        }

        // Then
        assertThat(kept()).extracting(GenerationsTest::bytes).as("kept, oldest first").containsExactly(first.disk.bytes, second.disk.bytes);
        assertThat(Files.readAllBytes(root.resolve("disk"))).isEqualTo(third.disk.bytes);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".kept")).sorted().toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
