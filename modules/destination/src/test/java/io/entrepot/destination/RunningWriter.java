package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A writer in a thread, and what it came to. */
final class RunningWriter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Feed feed;
    private final Path root;
    private final AutoCloseable writer;
    private final Thread thread;
    private volatile Throwable failure;

    RunningWriter(Feed feed, WriterSettings settings, WriterListener listener) {
        this(feed, settings, new Writer(settings, feed.kafka, feed.registry, listener));
    }

    private <W extends Runnable & AutoCloseable> RunningWriter(Feed feed, WriterSettings settings, W writer) {
        this.feed = feed;
        this.root = settings.root();
        this.writer = writer;
        this.thread = new Thread(() -> {
            try {
                writer.run();
            } catch (Throwable e) {
                failure = e;
            }
        }, "test-writer");
        thread.start();
    }

    static RunningWriter start(Feed feed, Path root) {
        return new RunningWriter(feed, settings(feed, root), WriterListener.NONE);
    }

    /** One that makes checkpoints by what it has written alone. */
    static RunningWriter withCommits(Feed feed, Path root, long everyBytes, WriterListener listener) {
        return new RunningWriter(feed, settings(feed, root).withCommits(TimeUnit.HOURS.toMillis(1), everyBytes), listener);
    }

    static RunningWriter ofGroup(Feed feed, Path root, WriterListener listener) {
        WriterSettings settings = settings(feed, root);
        return new RunningWriter(feed, settings, new GroupWriter(settings, GroupTest.attentive(feed.kafka.bootstrapServer()), feed.registry,
                listener));
    }

    static WriterSettings settings(Feed feed, Path root) {
        return WriterSettings.of(feed.topics.fleet(), Feed.DESTINATION, root).withCommits(100, 1 << 20).withThreads(2);
    }

    /** Waits for the receipt. */
    Receipt receipt(Sending sending, ReceiptState state) {
        Receipt[] found = new Receipt[1];
        Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
            assertThat(failure).as("what the writer died of").isNull();
            found[0] = last(sending, state);
            return found[0] != null;
        });
        return found[0];
    }

    private Receipt last(Sending sending, ReceiptState state) {
        List<Receipt> all = feed.receipts().stream()
                .filter(said -> said.key().getGeneration().equals(sending.disk.generation)).map(Feed.Said::receipt).toList();
        all.forEach(receipt -> assertThat(receipt.getState() == ReceiptState.FAILED && state != ReceiptState.FAILED)
                .as("%s failed: %s", sending.disk.name, receipt.getCause()).isFalse());
        boolean notCommitted = state == ReceiptState.FAILED || state == ReceiptState.SUPERSEDED;
        all.forEach(receipt -> assertThat(receipt.getState() == ReceiptState.COMMITTED && notCommitted)
                .as("F: %s was committed, which must not be", sending.disk.name).isFalse());
        return all.stream().filter(receipt -> receipt.getState() == state).reduce((a, b) -> b).orElse(null);
    }

    /** Waits for the commit, and compares the file with what it must be. */
    Receipt committed(Sending sending) throws IOException {
        Receipt receipt = receipt(sending, ReceiptState.COMMITTED);
        Disk disk = sending.disk;
        Path file = root.resolve(disk.name);
        assertThat(Files.readAllBytes(file)).as("F: every byte of %s", disk.name).isEqualTo(disk.bytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime().to(TimeUnit.NANOSECONDS))
                .isEqualTo(disk.modifiedAtNs);
        assertThat(receipt.getOrderedBytes()).as("every record counted once").isEqualTo(sending.orderedBytes);
        assertThat(receipt.getCursor()).isEqualTo(disk.bytes.length);
        return receipt;
    }

    /** Waits for the failure; nothing is left of the image. */
    Receipt failed(Sending sending) throws IOException {
        Receipt receipt = receipt(sending, ReceiptState.FAILED);
        Awaitility.await().atMost(PATIENCE).until(() -> partials().stream()
                .noneMatch(name -> name.contains(sending.disk.generation)));
        assertThat(receipt.getCause()).as("F: the cause names the image").contains(sending.disk.name).endsWith(".");
        return receipt;
    }

    List<String> partials() throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                // Records come and go in there meanwhile.
                return directory.endsWith(".entrepot") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                names.add(file.getFileName().toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return names.stream().filter(name -> name.endsWith(".partial")).toList();
    }

    /** Waits for the writer to die, and says of what. */
    Throwable death() throws InterruptedException {
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
        return failure;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(failure).as("what the writer died of").isNull();
    }
}
