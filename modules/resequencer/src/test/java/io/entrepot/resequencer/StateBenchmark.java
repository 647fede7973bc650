package io.entrepot.resequencer;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.NewBlocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Has records of new data wait, all of them, and says what state that makes and how long it takes to restore from the
 * changelogs when the state directory is lost. Payloads are a token: what is kept of them in state does not depend on
 * them. Not run by default; {@code java -cp … io.entrepot.resequencer.StateBenchmark DIR [RECORDS [BYTES_EACH]]}, with a
 * directory that does not exist.
 */
public final class StateBenchmark {

    private static final int RECORDS_DEFAULT = 1_000_000;
    /** Mean length of a run of new blocks in a fleet of Debian images. */
    private static final int BYTES_DEFAULT = 240 << 10;
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int PAYLOAD_BYTES = 64;
    /** zstd, which nobody unpacks here. */
    private static final int CODEC = 1;
    private static final int TRANSACTION_RECORDS = 2_000;

    private StateBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectory(Path.of(arguments[0]));
        int records = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RECORDS_DEFAULT;
        int bytesEach = arguments.length > 2 ? Integer.parseInt(arguments[2]) : BYTES_DEFAULT;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
             var harbour = new Harbour(broker, directory, "state", 1);
             var writer = new QuickWriter(harbour)) {
            ResequencerSettings settings = harbour.settings().withStallTimeout(Duration.ofHours(1));
            long start = System.nanoTime();
            try (var resequencer = new Resequencer(settings, harbour.kafka, harbour.registry)) {
                resequencer.start();
                send(harbour, records, bytesEach);
                await(resequencer, () -> resequencer.figures().waitedRecords() == records);
            }
            double tera = (double) records * bytesEach / 1e12;
            System.out.printf("%,d records of new data, %.3f TB, took %.1f s%n", records, tera, seconds(start));
            sizes(settings.stateDirectory(), "state", tera);
            sizes(directory.resolve("broker"), "topics", tera);
            remove(settings.stateDirectory());
            long lost = System.nanoTime();
            try (var resequencer = new Resequencer(settings, harbour.kafka, harbour.registry)) {
                resequencer.start();
                await(resequencer, resequencer::isRunning);
                System.out.printf("restored in %.1f s, %.1f s for a TB%n", seconds(lost), seconds(lost) / tera);
            }
        }
    }

    /** The first image has the turn and gets nothing: all of the second waits. */
    private static void send(Harbour harbour, int records, int bytesEach) {
        byte[] digests = new byte[32 * (bytesEach / BLOCK_BYTES)];
        new Random(5).nextBytes(digests);
        var lengths = Collections.nCopies(bytesEach / BLOCK_BYTES, BLOCK_BYTES);
        var run = new NewBlocks((long) bytesEach, CODEC, null, lengths, ByteBuffer.wrap(digests),
                ByteBuffer.wrap(new byte[PAYLOAD_BYTES]));
        String topic = harbour.topics.interim();
        byte[] value = harbour.format.encode(topic, run);
        try (var sender = new Sender(harbour)) {
            sender.begin();
            open(harbour, sender, 0, bytesEach);
            open(harbour, sender, 1, (long) records * bytesEach);
            for (int i = 0; i < records; i++) {
                if (i % TRANSACTION_RECORDS == TRANSACTION_RECORDS - 1) {
                    sender.commit();
                    sender.begin();
                }
                sender.raw(0, harbour.format.encode(topic, Sender.key(1, (long) i * bytesEach)), value);
            }
            sender.commit();
        }
    }

    private static void open(Harbour harbour, Sender sender, int image, long sizeBytes) {
        String topic = harbour.topics.interim();
        sender.raw(0, harbour.format.encode(topic, Sender.key(image, 0)), harbour.format.encode(topic,
                new ImageOpened(sizeBytes, "agent", 1, 0, 0644, 0L, Instant.EPOCH)));
    }

    private static void await(Resequencer resequencer, BooleanSupplier there) {
        while (!there.getAsBoolean()) {
            resequencer.failure().ifPresent(failure -> {
                throw failure;
            });
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void sizes(Path directory, String what, double tera) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        try (var files = Files.walk(directory)) {
            files.filter(file -> file.toString().matches(".*\\.(log|sst|blob)"))
                    .forEach(file -> bytes.merge(file.getParent().getFileName().toString(), file.toFile().length(), Long::sum));
        }
        bytes.forEach((name, size) -> System.out.printf("%,15d bytes, %,15.0f for a TB: %s %s%n", size, size / tera, what, name));
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
