package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link MovedImageTest}, with a writer for each partition, and the older generation's held up between two of its steps. */
class MovedInAGroupTest {

    private static final int MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    private Path root;
    private Feed feed;
    private Sending older;
    private Sending newer;
    private Share first;
    private Share second;

    @BeforeEach
    void opened() {
        feed = new Feed("moved-group" + FLEETS.incrementAndGet(), 2);
        older = Sending.of(feed, 0, Disk.random("disk", 1, MIB).openedAt(1_000));
        newer = Sending.of(feed, 1, Disk.random("disk", 2, MIB).openedAt(2_000));
        first = new Share();
        second = new Share();
        await().atMost(PATIENCE).until(() -> first.partitions.size() == 1 && second.partitions.size() == 1);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    /** It has compared, and has not taken yet: the newer one's writer waits, and takes the name after it. */
    @Test
    void theNewerOneStaysWhereTheOlderOneIsHeldUpBeforeItTakesTheName() throws IOException {
        Share waiting = writerOf(1);
        writerOf(0).holdUp(CommitStep.OPEN, () -> waiting.saidThatItWaits || isCommitted(newer));
        older.turn().fresh(MIB);
        await().atMost(PATIENCE).until(() -> writerOf(0).isHeldUp.get());
        newer.turn().fresh(MIB).seal();

        writerOf(1).writer.committed(newer);
        older.seal();
        writerOf(0).writer.receipt(older, ReceiptState.SUPERSEDED);
        assertThat(waiting.saidThatItWaits).isTrue();
        theNewerOneIsThere();
    }

    /** Its file is complete, and not renamed yet. */
    @Test
    void theOlderOneGetsNoNameAnyMoreWhereItIsHeldUpBeforeThat() throws IOException {
        writerOf(0).holdUp(CommitStep.COMPLETE, () -> isCommitted(newer));
        older.turn().fresh(MIB).seal();
        await().atMost(PATIENCE).until(() -> writerOf(0).isHeldUp.get());
        newer.turn().fresh(MIB).seal();

        writerOf(1).writer.committed(newer);
        assertThat(writerOf(0).writer.receipt(older, ReceiptState.SUPERSEDED).getCause()).as("F").contains("disk").contains("later");
        theNewerOneIsThere();
    }

    /** Its file has the name, and its record does not say so yet. */
    @Test
    void theNewerOneReplacesTheOlderOneThatIsHeldUpBehindItsRename() throws IOException {
        Share waiting = writerOf(1);
        writerOf(0).holdUp(CommitStep.RENAME, () -> waiting.saidThatItWaits || isCommitted(newer));
        older.turn().fresh(MIB).seal();
        await().atMost(PATIENCE).until(() -> writerOf(0).isHeldUp.get());
        newer.turn().fresh(MIB).seal();

        writerOf(0).writer.receipt(older, ReceiptState.COMMITTED);
        writerOf(1).writer.committed(newer);
        theNewerOneIsThere();
    }

    /** All that came of it has been said, and its sender is away. */
    @Test
    void theOlderOneEndsThoughNothingMoreOfItComes() throws IOException {
        older.turn().fresh(MIB);
        await().atMost(PATIENCE).until(() -> writerOf(0).writer.receipt(older, ReceiptState.RECEIVING).getCursor() == MIB);
        newer.turn().fresh(MIB).seal();

        writerOf(1).writer.committed(newer);
        writerOf(0).writer.receipt(older, ReceiptState.SUPERSEDED);
        theNewerOneIsThere();
    }

    /** Which one's it is comes out in the order in which they were opened, however close to each other. */
    @Test
    void theNewerOneStaysWhereBothComeAtOnce() throws IOException {
        newer.turn().fresh(MIB).seal();
        older.turn().fresh(MIB).seal();

        writerOf(1).writer.committed(newer);
        theNewerOneIsThere();
    }

    private Share writerOf(int partition) {
        return first.partitions.contains(partition) ? first : second;
    }

    private boolean isCommitted(Sending sending) {
        try {
            return DestinationRecords.at(root).committed("disk").filter(committed -> committed.id().equals(sending.disk.generation)).isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void theNewerOneIsThere() throws IOException {
        first.writer.close();
        second.writer.close();
        assertThat(Files.readAllBytes(root.resolve("disk"))).isEqualTo(newer.disk.bytes);
        assertThat(DestinationRecords.at(root).find("disk").orElseThrow()).satisfies(record -> {
            assertThat(record.incoming()).isEmpty();
            assertThat(record.committed().orElseThrow().id()).isEqualTo(newer.disk.generation);
        });
        assertThat(first.writer.partials()).isEmpty();
    }

    /** A writer of the group, which can be held up at a step of its first image. */
    private final class Share implements WriterListener {

        private final RunningWriter writer;
        private final AtomicBoolean isHeldUp = new AtomicBoolean();
        private volatile Set<Integer> partitions = Set.of();
        private volatile boolean saidThatItWaits;
        private volatile CommitStep holdUpAt;
        private volatile BooleanSupplier until;

        Share() {
            writer = RunningWriter.ofGroup(feed, root, this);
        }

        void holdUp(CommitStep at, BooleanSupplier goOn) {
            until = goOn;
            holdUpAt = at;
        }

        @Override
        public void assigned(Set<Integer> numbers) {
            partitions = numbers;
        }

        @Override
        public void waits(String who) {
            saidThatItWaits = true;
        }

        @Override
        public void step(CommitStep step, String image, long tookNs) {
            if (step == holdUpAt && isHeldUp.compareAndSet(false, true)) {
                await().atMost(PATIENCE).until(until::getAsBoolean);
            }
        }
    }
}
