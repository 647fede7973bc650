package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ordered records over a real broker in, files out, compared byte for byte with what the test keeps itself. */
class WriterTest {

    private static final int MIB = 1 << 20;
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    Path root;
    private Feed feed;

    @BeforeEach
    void feed() {
        feed = new Feed("writer" + FLEETS.incrementAndGet(), 1);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void writesNewBlocksAndLeavesZerosAsHoles() throws IOException {
        Sending sent = Sending.of(feed, Disk.random("vm/a.raw", 1, 5 * MIB + 777).zero(MIB, 3 * MIB));
        sent.turn().fresh(MIB).zeros(3 * MIB).stored(4 * MIB).fresh(5 * MIB + 777).seal();
        Sending empty = Sending.of(feed, Disk.random("empty", 2, 0));
        empty.turn().seal();
        Sending holes = Sending.of(feed, Disk.random("holes", 3, 3 * MIB).zero(0, 3 * MIB));
        holes.turn().zeros(3 * MIB).seal();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            Receipt receipt = writer.committed(sent);
            assertThat(receipt.getZeroBytes()).isEqualTo(2 * MIB);
            assertThat(receipt.getNewBytes()).isEqualTo(3 * MIB + 777);
            assertThat(receipt.getRuns()).as("one pass").isEqualTo(1);
            assertThat(receipt.getFileExtents()).isBetween(1, 4);
            writer.committed(empty);
            assertThat(writer.committed(holes).getFileExtents()).isZero();
            assertThat(writer.partials()).isEmpty();
        }
        assertThat(blocks("vm/a.raw") * 512L).as("zeros are holes").isLessThan(4 * MIB);
    }

    @Test
    void placesKnownBlocksFromItsOwnFileAndFromFinishedOnes() throws IOException {
        Disk first = Disk.random("first", 1, 4 * MIB);
        Sending carrier = Sending.of(feed, first);
        carrier.turn().fresh(MIB).fresh(2 * MIB).fresh(3 * MIB).fresh(4 * MIB).seal();
        Disk second = Disk.random("second", 2, 6 * MIB).copy(0, first, MIB, 2 * MIB).copy(3 * MIB, first, 0, MIB);
        second.copy(4 * MIB, second, 2 * MIB, MIB);
        Sending sent = Sending.of(feed, second);
        sent.turn().known(2 * MIB, carrier, MIB).fresh(3 * MIB).known(4 * MIB, carrier, 0)
                .known(5 * MIB, sent, 2 * MIB).fresh(6 * MIB).seal();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            writer.committed(carrier);
            Receipt receipt = writer.committed(sent);
            assertThat(receipt.getCopiedBytes() + receipt.getSharedBytes()).isEqualTo(4 * MIB);
            assertThat(receipt.getFetchedRecords()).isZero();
            assertThat(receipt.getRuns()).isEqualTo(1);
        }
    }

    @Test
    void readsAheadNothingThatIsStillToBeWritten() throws IOException {
        // Given: each record of new blocks is referred to by the one behind it
        int pairs = 12;
        Disk disk = Disk.random("echo", 1, 2 * pairs * MIB);
        Sending sent = Sending.of(feed, disk);
        sent.turn();
        for (int at = 0; at < 2 * pairs * MIB; at += 2 * MIB) {
            disk.copy(at + MIB, disk, at, MIB);
            sent.fresh(at + MIB).known(at + 2 * MIB, sent, at);
        }
        sent.seal();

        // When
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            Receipt receipt = writer.committed(sent);

            // Then
            assertThat(receipt.getFetchedRecords()).as("D: nothing crosses twice").isZero();
            assertThat(receipt.getCopiedBytes() + receipt.getSharedBytes()).isEqualTo(pairs * MIB);
        }
    }

    @Test
    void placesKnownBlocksFromAPartialFileAndFromANewerGeneration() throws IOException {
        Disk parked = Disk.random("parked", 1, 4 * MIB);
        Sending early = Sending.of(feed, parked);
        early.turn().fresh(2 * MIB).park();
        Disk user = Disk.random("user", 2, 3 * MIB).copy(MIB, parked, 0, 2 * MIB);
        Sending sent = Sending.of(feed, user);
        sent.turn().fresh(MIB).known(3 * MIB, early, 0).seal();
        Disk newer = new Disk("parked", 9, parked.bytes.clone());
        Sending again = Sending.of(feed, newer);
        again.turn().fresh(2 * MIB).fresh(4 * MIB).seal();
        Disk last = Disk.random("last", 3, 2 * MIB).copy(0, parked, 0, 2 * MIB);
        Sending after = Sending.of(feed, last);
        after.turn().known(2 * MIB, early, 0).seal();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            assertThat(writer.receipt(early, ReceiptState.PARKED).getCursor()).isEqualTo(2 * MIB);
            assertThat(writer.committed(sent).getFetchedRecords()).as("from the partial file").isZero();
            writer.committed(again);
            assertThat(writer.committed(after).getFetchedRecords()).as("from the newer generation").isZero();
            assertThat(writer.partials()).as("the older generation's partial file is gone").isEmpty();
        }
    }

    @Test
    void fetchesWhatItDoesNotHaveOrHasOtherwise() throws IOException {
        Disk absent = Disk.random("absent", 1, 4 * MIB);
        Sending never = Sending.of(feed, absent);
        for (int at = 0; at < 4 * MIB; at += MIB / 2) {
            never.publish(at, at + MIB / 2, absent.newBlocks(at, at + MIB / 2, true));
        }
        Disk changed = Disk.random("changed", 2, 2 * MIB);
        Sending carrier = Sending.of(feed, changed);
        carrier.turn().fresh(MIB).fresh(2 * MIB).seal();
        Disk disk = Disk.random("disk", 3, 8 * MIB).copy(0, absent, MIB, 2 * MIB).copy(2 * MIB, changed, 0, 2 * MIB)
                .copy(5 * MIB, absent, 0, 3 * MIB);

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            writer.committed(carrier);
            byte[] tampered = changed.bytes.clone();
            tampered[MIB + 5 * Disk.PAGE] ^= 1;
            Files.write(root.resolve("changed"), tampered);
            Sending sent = Sending.of(feed, disk);
            sent.turn().known(2 * MIB, never, MIB).known(4 * MIB, carrier, 0).deferred(4 * MIB + MIB / 2)
                    .deferred(5 * MIB).known(8 * MIB, never, 0).seal();
            Receipt receipt = writer.committed(sent);
            assertThat(receipt.getFetchedBytes()).isEqualTo(7 * MIB);
            assertThat(receipt.getCopiedBytes() + receipt.getSharedBytes()).isEqualTo(MIB);
            assertThat(receipt.getFetchedRecords()).as("each record once").isEqualTo(6 + 1 + 2);
        }
    }

    @Test
    void goesOnWithAParkedImageInItsNextTurn() throws IOException {
        Sending parked = Sending.of(feed, Disk.random("parked", 1, 3 * MIB).zero(2 * MIB, 3 * MIB));
        Sending other = Sending.of(feed, Disk.random("other", 2, MIB));
        parked.turn().fresh(MIB).park();
        other.turn().fresh(MIB).seal();
        parked.turn().fresh(2 * MIB).zeros(3 * MIB).seal();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            assertThat(writer.committed(parked).getRuns()).isEqualTo(2);
            writer.committed(other);
        }
    }

    @Test
    void goesOnInANewProcessWhereTheLastOneWasStopped() throws IOException {
        Sending sent = Sending.of(feed, Disk.random("disk", 1, 4 * MIB).zero(MIB, 2 * MIB));
        sent.turn().fresh(MIB).zeros(2 * MIB);
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            assertThat(writer.receipt(sent, ReceiptState.RECEIVING)).isNotNull();
        }
        assertThat(DestinationRecords.at(root).find("disk").orElseThrow().incoming().orElseThrow().cursor())
                .as("E: what was written is durable after a stop").isEqualTo(2 * MIB);
        sent.fresh(4 * MIB).seal();
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            assertThat(writer.committed(sent).getRuns()).isEqualTo(2);
        }
        assertThat(DestinationRecords.at(root).committed("disk").orElseThrow().id()).isEqualTo(sent.disk.generation);
    }

    @Test
    void endsAGenerationThatIsAbortedOrSuperseded() throws IOException {
        Sending aborted = Sending.of(feed, Disk.random("aborted", 1, 2 * MIB));
        aborted.turn().fresh(MIB).abort("it was changed while it was read", null);
        Sending old = Sending.of(feed, Disk.random("disk", 2, 2 * MIB));
        old.turn().fresh(MIB).park();
        Sending newer = Sending.of(feed, new Disk("disk", 3, Disk.random("disk", 3, 2 * MIB).bytes));
        old.turn().abort("a newer one", newer.disk.generation);
        newer.turn().fresh(2 * MIB).seal();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            assertThat(writer.failed(aborted).getCause()).isEqualTo(
                    "Image aborted was aborted by its sender: it was changed while it was read.");
            assertThat(writer.receipt(old, ReceiptState.SUPERSEDED)).isNotNull();
            writer.committed(newer);
            assertThat(writer.partials()).isEmpty();
        }
    }

    @Test
    void takesNothingOfTransactionsThatWereAborted() throws IOException {
        // Given
        Sending before = Sending.of(feed, Disk.random("before", 1, MIB));
        Sending ghost = Sending.of(feed, Disk.random("ghost", 2, MIB));
        Sending sent = Sending.of(feed, Disk.random("disk", 3, 2 * MIB));
        before.turn().fresh(MIB).seal();
        feed.aborting(() -> ghost.turn().fresh(MIB).seal());
        sent.turn().fresh(MIB);
        feed.aborting(() -> {
            feed.ordered(0, sent.key(MIB), ghost.disk.newBlocks(0, MIB, true), -1);
            feed.ordered(0, sent.key(2 * MIB), new ImageAborted("never said", null), -1);
        });
        sent.fresh(2 * MIB).seal();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            // When
            writer.committed(before);
            writer.committed(sent);

            // Then
            assertThat(root.resolve("ghost")).as("E: what was never committed is not there").doesNotExist();
            assertThat(feed.receipts()).noneMatch(said -> said.key().getGeneration().equals(ghost.disk.generation));
            assertThat(writer.partials()).isEmpty();
        }
    }

    @Test
    void keepsPartitionsApart() throws IOException {
        try (Feed two = new Feed("writer" + FLEETS.incrementAndGet(), 2)) {
            Sending one = Sending.of(two, 0, Disk.random("one", 1, 2 * MIB));
            Sending other = Sending.of(two, 1, Disk.random("two", 2, 2 * MIB));
            one.turn().fresh(MIB);
            other.turn().fresh(MIB);
            one.fresh(2 * MIB).seal();
            other.fresh(2 * MIB).seal();
            try (RunningWriter writer = RunningWriter.start(two, root)) {
                writer.committed(one);
                writer.committed(other);
            }
        }
    }

    private long blocks(String name) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", root.resolve(name).toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes()).trim());
    }
}
