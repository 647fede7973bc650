package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that is sent again to another partition, when one directory is written from both: the generation that was opened later stays. */
class MovedImageTest {

    private static final int MIB = 1 << 20;
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    private Path root;
    private Feed feed;
    private Sending older;
    private Sending newer;

    @BeforeEach
    void opened() {
        feed = new Feed("moved" + FLEETS.incrementAndGet(), 2);
        older = Sending.of(feed, 0, Disk.random("disk", 1, 2 * MIB).openedAt(1_000));
        newer = Sending.of(feed, 1, Disk.random("disk", 2, 2 * MIB).openedAt(2_000));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void theOlderOneEndsWhenTheNewerOneComesWhileItIsBeingWritten() throws IOException {
        older.turn().fresh(MIB);
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            writer.receipt(older, ReceiptState.RECEIVING);
            newer.turn().fresh(2 * MIB).seal();
            writer.committed(newer);
            older.fresh(2 * MIB).seal();

            assertThat(writer.receipt(older, ReceiptState.SUPERSEDED).getCause()).as("F").contains("disk").contains("later");
            thePartitionGoesOn(writer);
        }
        theNewerOneIsThere();
    }

    /** Nothing more of it comes before its receipt does: a resequencer stays only so far ahead of what it was told is durable. */
    @Test
    void theOlderOneEndsByItselfWhenItsNameIsTakenDuringACheckpoint() throws IOException {
        CountDownLatch forced = new CountDownLatch(1);
        WriterListener holdsUp = new WriterListener() {
            @Override
            public void step(CommitStep step, String image, long tookNs) {
                if (step == CommitStep.FORCE && forced.getCount() > 0) {
                    forced.countDown();
                    await().atMost(Duration.ofMinutes(1)).until(() -> DestinationRecords.at(root).find("disk").orElseThrow().incoming()
                            .map(incoming -> incoming.generation().id()).filter(newer.disk.generation::equals).isPresent());
                }
            }
        };
        older.turn().fresh(MIB);
        try (RunningWriter writer = RunningWriter.withCommits(feed, root, MIB, holdsUp)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> forced.getCount() == 0);
            newer.turn().fresh(2 * MIB).seal();

            writer.receipt(older, ReceiptState.SUPERSEDED);
            writer.committed(newer);
            thePartitionGoesOn(writer);
        }
        theNewerOneIsThere();
    }

    @Test
    void theNewerOneGoesOnWhenTheOlderOneComesWhileItIsBeingWritten() throws IOException {
        newer.turn().fresh(MIB);
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            writer.receipt(newer, ReceiptState.RECEIVING);
            older.turn().fresh(2 * MIB).seal();

            writer.receipt(older, ReceiptState.SUPERSEDED);
            newer.fresh(2 * MIB).seal();
            writer.committed(newer);
            thePartitionGoesOn(writer);
        }
        theNewerOneIsThere();
    }

    @Test
    void whatStillWaitedOnTheOldPartitionDoesNotTakeThePlaceOfWhatIsThere() throws IOException {
        newer.turn().fresh(2 * MIB).seal();
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            writer.committed(newer);
            older.turn().fresh(2 * MIB).seal();

            writer.receipt(older, ReceiptState.SUPERSEDED);
            thePartitionGoesOn(writer);
        }
        theNewerOneIsThere();
    }

    /** Nothing tells who has taken it: then it is no newer generation that stands there. */
    @Test
    void anImageWhosePartialFileSomebodyRemovedFailsAlone() throws IOException {
        older.turn().fresh(MIB);
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            writer.receipt(older, ReceiptState.RECEIVING);
            Files.delete(root.resolve(writer.partials().get(0)));
            older.fresh(2 * MIB).seal();

            assertThat(writer.failed(older).getCause()).contains("partial file is gone").contains("send it again");
            thePartitionGoesOn(writer);
        }
        assertThat(root.resolve("disk")).doesNotExist();
    }

    private void thePartitionGoesOn(RunningWriter writer) throws IOException {
        writer.committed(Sending.of(feed, 0, Disk.random("other", 3, MIB)).turn().fresh(MIB).seal());
    }

    private void theNewerOneIsThere() throws IOException {
        assertThat(Files.readAllBytes(root.resolve("disk"))).isEqualTo(newer.disk.bytes);
        assertThat(DestinationRecords.at(root).find("disk").orElseThrow()).satisfies(record -> {
            assertThat(record.incoming()).isEmpty();
            assertThat(record.committed().orElseThrow().id()).isEqualTo(newer.disk.generation);
        });
    }
}
