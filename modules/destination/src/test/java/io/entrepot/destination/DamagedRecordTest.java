package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F: a damaged destination record is its own image's trouble, which says so: that image is not replaced, and the others go on. */
class DamagedRecordTest {

    private static final int MIB = 1 << 20;
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    Path root;
    private Feed feed;
    private DestinationRecords records;

    @BeforeEach
    void feed() {
        feed = new Feed("damaged" + FLEETS.incrementAndGet(), 1);
        records = DestinationRecords.at(root);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void theOthersGoOnAndWhatItWasAboutIsNotReplaced() throws IOException {
        // Given: one of a finished image, one of a half written one, and a copy that an operator made
        Sending finished = whole("finished", 1);
        Sending carrier = whole("carrier", 2);
        Sending half = Sending.of(feed, Disk.random("half", 3, 2 * MIB)).turn().fresh(MIB);
        try (RunningWriter writer = start(false)) {
            writer.committed(finished);
            writer.committed(carrier);
            writer.receipt(half, ReceiptState.RECEIVING);
        }
        Files.write(records.file("finished"), new byte[0]);
        cut(records.file("half"));
        Files.copy(records.file("carrier"), records.file("carrier").resolveSibling("carrier-backup.json"));
        cut(records.file("carrier"));

        // When
        half.fresh(2 * MIB).seal();
        Sending newer = whole("finished", 4);
        Sending other = Sending.of(feed, Disk.random("other", 5, MIB).copy(0, carrier.disk, 0, MIB / 2));
        other.turn().known(MIB / 2, carrier, 0).fresh(MIB).seal();
        try (RunningWriter writer = start(true)) {
            // Then
            assertThat(writer.receipt(half, ReceiptState.FAILED).getCause()).startsWith("Image half cannot go on: the destination record "
                    + records.file("half") + " cannot be read: it is no JSON (").endsWith("; move it away and send its image again.");
            assertThat(writer.failed(newer).getCause()).isEqualTo("Image finished cannot be written: the destination record "
                    + records.file("finished") + " cannot be read: it is empty; move it away and send its image again.");
            assertThat(root.resolve("finished")).as("not even by who may overwrite").hasBinaryContent(finished.disk.bytes);
            assertThat(writer.committed(other).getFetchedBytes()).as("a damaged record's file is as good a carrier").isZero();

            // When
            Files.move(records.file("finished"), root.resolve("moved away"));
            writer.committed(whole("finished", 6));

            // Then
            writer.committed(whole("half", 7));
            assertThat(writer.partials()).as("what was there of a half written image").isEmpty();
        }
    }

    private Sending whole(String name, long seed) {
        return Sending.of(feed, Disk.random(name, seed, MIB)).turn().fresh(MIB).seal();
    }

    private RunningWriter start(boolean overwrite) {
        return new RunningWriter(feed, RunningWriter.settings(feed, root).withOverwrite(overwrite), WriterListener.NONE);
    }

    private static void cut(Path record) throws IOException {
        byte[] bytes = Files.readAllBytes(record);
        Files.write(record, Arrays.copyOf(bytes, bytes.length / 2));
    }
}
