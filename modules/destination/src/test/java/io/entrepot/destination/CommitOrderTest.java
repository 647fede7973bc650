package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.core.Incoming;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E: what is recorded was forced before, what is said was recorded before, while more is being written all the time. */
class CommitOrderTest {

    private static final int MIB = 1 << 20;
    /** Bytes that are sent at once. */
    private static final int BURST = 2 * MIB;

    @TempDir
    Path root;

    /** Holds every step, as it is done, against those before it. */
    private final class Witness implements WriterListener {
        private record Reached(long atNs, long cursor) {
        }

        private final Map<String, List<Reached>> written = new ConcurrentHashMap<>();
        private final Map<String, Long> forced = new ConcurrentHashMap<>();
        private final Set<String> renamed = ConcurrentHashMap.newKeySet();
        private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void progress(WriterProgress progress) {
            written.computeIfAbsent(progress.image(), image -> Collections.synchronizedList(new ArrayList<>()))
                    .add(new Reached(System.nanoTime(), progress.cursorBytes()));
        }

        @Override
        public void step(CommitStep step, String image, long tookNs) {
            if (step == CommitStep.FORCE) {
                long begunNs = System.nanoTime() - tookNs;
                forced.put(image, cursor(image, begunNs));
            } else if (step == CommitStep.COMPLETE) {
                forced.put(image, Long.MAX_VALUE);
            } else if (step == CommitStep.RENAME) {
                require(forced.getOrDefault(image, 0L) == Long.MAX_VALUE, "a final name before the fsync of " + image);
                renamed.add(image);
            } else if (step == CommitStep.RECORD) {
                require(recorded(image) <= forced.getOrDefault(image, 0L), "a record ahead of the fsync of " + image);
            }
        }

        @Override
        public void receipt(ReceiptKey key, Receipt receipt) {
            if (receipt.getState() == ReceiptState.COMMITTED) {
                require(renamed.contains(key.getImage()) && Files.exists(root.resolve(key.getImage())),
                        "COMMITTED before the rename of " + key.getImage());
            } else {
                require(receipt.getCursor() <= recorded(key.getImage()), "a receipt ahead of the record of " + key.getImage());
            }
        }

        private long cursor(String image, long atNs) {
            List<Reached> all = written.getOrDefault(image, List.of());
            synchronized (all) {
                return all.stream().filter(reached -> reached.atNs() <= atNs).mapToLong(Reached::cursor).max().orElse(0);
            }
        }

        private long recorded(String image) {
            try {
                return DestinationRecords.at(root).find(image).flatMap(record -> record.incoming()).map(Incoming::cursor)
                        .orElse(0L);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void require(boolean holds, String violation) {
            if (!holds) {
                violations.add(violation);
            }
        }
    }

    @Test
    void nothingIsSaidAheadOfWhatItStandsOn() throws IOException {
        Witness witness = new Witness();
        try (Feed feed = new Feed("order", 1);
             RunningWriter writer = new RunningWriter(feed, RunningWriter.settings(feed, root).withCommits(1, MIB), witness)) {
            List<Sending> sent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Sending sending = Sending.of(feed, Disk.random("disk" + i, i, 8 * MIB)).turn();
                for (int to = MIB / 4; to <= 8 * MIB; to += MIB / 4) {
                    sending.fresh(to);
                    if (to % BURST == 0) {
                        awaitWord(feed, sending, to - BURST);
                    }
                }
                sent.add(sending.seal());
            }
            for (Sending sending : sent) {
                writer.committed(sending);
            }
        }
        assertThat(witness.violations).as("E").isEmpty();
    }

    /** A checkpoint takes as long as the disk likes: who does not wait for one sees few in the middle of an image. */
    private static void awaitWord(Feed feed, Sending sending, long beyond) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> feed.receipts().stream()
                .anyMatch(said -> said.key().getGeneration().equals(sending.disk.generation) && said.receipt().getCursor() > beyond));
    }
}
