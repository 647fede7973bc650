package io.entrepot.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Valid records of every type, different from seed to seed. */
final class RandomRecords {

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    SpecificRecord of(RecordType type) {
        return switch (type) {
            case RECORD_KEY -> new RecordKey(name(), uuid(), upTo(Limits.IMAGE_BYTES_MAX));
            case JOURNAL_KEY -> new JournalKey("agent-" + random.nextInt());
            case RECEIPT_KEY -> new ReceiptKey(name(), uuid());
            case CONTROL_KEY -> new ControlKey(ControlSubject.values()[random.nextInt(2)], name());
            case IMAGE_OPENED -> new ImageOpened(upTo(Limits.IMAGE_BYTES_MAX), "a" + random.nextInt(),
                    random.nextInt(9),
                    random.nextInt(), random.nextInt(4_096), random.nextLong(), at());
            case NEW_BLOCKS -> newBlocks();
            case KNOWN_BLOCKS -> knownBlocks();
            case PLACED_BLOCKS -> placedBlocks();
            case DEFERRED_BLOCKS -> new DeferredBlocks(1 + upTo(Limits.RUN_BYTES_MAX - 1), upTo(Long.MAX_VALUE - 1));
            case IMAGE_SEALED -> sealed();
            case IMAGE_ABORTED -> new ImageAborted("r" + random.nextInt(), random.nextBoolean() ? uuid() : null);
            case TURN_STARTED -> new TurnStarted(1 + random.nextInt(9), upTo(1L << 50), "id" + random.nextInt());
            case TURN_PARKED -> new TurnParked(1 + random.nextInt(9), "r" + random.nextInt());
            case JOURNAL_ENTRY -> journalEntry();
            case RECEIPT -> receipt();
            case CONTROL_ORDER -> random.nextBoolean()
                    ? new ControlOrder(ControlVerb.RATE, 1 + upTo(Long.MAX_VALUE - 2), "b" + random.nextInt(), at())
                    : new ControlOrder(ControlVerb.values()[random.nextInt(4)], null, "b" + random.nextInt(), at());
            case RECALL_STARTED -> new RecallStarted(uuid(), upTo(1L << 50), "id" + random.nextInt(),
                    upTo(Limits.IMAGE_BYTES_MAX), random.nextInt(), random.nextInt(9));
            case REPLAY_STARTED -> new ReplayStarted(uuid(), "id" + random.nextInt(), upTo(1L << 50));
        };
    }

    private ImageSealed sealed() {
        long zero = upTo(1L << 40);
        long fresh = upTo(1L << 40);
        long known = upTo(1L << 40);
        return new ImageSealed(zero + fresh + known, digests(1), zero, fresh, known);
    }

    private NewBlocks newBlocks() {
        List<Integer> lengths = lengths(1 + random.nextInt(20), 200);
        byte[] payload = new byte[(int) sum(lengths)];
        random.nextBytes(payload);
        return new NewBlocks(sum(lengths), 0, null, lengths, digests(lengths.size()), ByteBuffer.wrap(payload));
    }

    private KnownBlocks knownBlocks() {
        List<Object> extents = new ArrayList<>();
        long length = 0;
        for (int i = random.nextInt(12); i >= 0; i--) {
            List<Integer> lengths = lengths(1 + random.nextInt(9), Limits.BLOCK_BYTES_MAX);
            boolean zeros = random.nextBoolean();
            extents.add(zeros ? new ZeroRun(sum(lengths))
                    : new KnownRun(random.nextInt(3), upTo(1L << 40), lengths, digests(lengths.size())));
            length += sum(lengths);
        }
        return new KnownBlocks(length, carriers(), extents);
    }

    private PlacedBlocks placedBlocks() {
        List<Object> extents = new ArrayList<>();
        long length = 0;
        for (int i = random.nextInt(12); i >= 0; i--) {
            List<Integer> lengths = lengths(1 + random.nextInt(9), 100_000);
            boolean zeros = random.nextBoolean();
            extents.add(zeros ? new ZeroRun(sum(lengths)) : new PlacedRun(random.nextInt(3), upTo(1L << 40),
                    random.nextInt(1_000) - 1L, lengths, digests(lengths.size())));
            length += sum(lengths);
        }
        return new PlacedBlocks(length, carriers(), extents);
    }

    private JournalEntry journalEntry() {
        Fingerprint fingerprint = new Fingerprint(1L << 41, random.nextLong(), random.nextLong(), random.nextLong(),
                random.nextLong());
        List<PublishedRun> runs = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            List<Integer> lengths = lengths(1 + random.nextInt(9), 100_000);
            runs.add(new PublishedRun(upTo(1L << 30), upTo(1L << 50), lengths, digests(lengths.size())));
        }
        return new JournalEntry(name(), uuid(), upTo(1L << 50), JournalState.values()[random.nextInt(3)], 1L << 40,
                digests(1), upTo(1L << 39), upTo(1L << 39), upTo(1L << 39), random.nextInt(9), fingerprint, runs);
    }

    private Receipt receipt() {
        return new Receipt(ReceiptState.values()[random.nextInt(5)], random.nextInt(9), upTo(1L << 50), upTo(1L << 50),
                upTo(1L << 50), "cause", random.nextBoolean() ? digests(1) : null, random.nextBoolean() ? 5L : null,
                1L, 2L, 3L, 4L, 5L, 6L, 7, 8, at());
    }

    private List<Carrier> carriers() {
        return List.of(new Carrier(name(), uuid()), new Carrier(name(), uuid()), new Carrier(name(), uuid()));
    }

    private List<Integer> lengths(int count, int max) {
        return random.ints(count, 1, max + 1).boxed().toList();
    }

    private static long sum(List<Integer> lengths) {
        return lengths.stream().mapToLong(Integer::longValue).sum();
    }

    private ByteBuffer digests(int count) {
        byte[] bytes = new byte[count * Limits.DIGEST_BYTES];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private String name() {
        return "dir-" + random.nextInt(9) + "/" + (random.nextBoolean() ? "image " : "größe-") + random.nextInt(99);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Instant at() {
        return Instant.ofEpochMilli(upTo(1L << 42));
    }

    private long upTo(long max) {
        return random.nextLong(max + 1);
    }
}
