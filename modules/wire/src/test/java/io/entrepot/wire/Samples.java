package io.entrepot.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** One record of every type, the same in every run, with something in every field. */
final class Samples {

    static final String IMAGE = "rack 1/büro.raw";
    static final String GENERATION = "0c7f9a52-6b0e-4a3f-9d57-1f2e3d4c5b6a";
    static final String OTHER_GENERATION = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6";

    private Samples() {
    }

    static SpecificRecord of(RecordType type) {
        return switch (type) {
            case RECORD_KEY -> new RecordKey(IMAGE, GENERATION, 1L << 40);
            case JOURNAL_KEY -> new JournalKey("agent-7");
            case RECEIPT_KEY -> new ReceiptKey(IMAGE, GENERATION);
            case CONTROL_KEY -> new ControlKey(ControlSubject.IMAGES, "rack 1/**");
            case IMAGE_OPENED -> new ImageOpened(5_000_000_000L, "agent-7", 1, -3, 0640, 1_700_000_000_123_456_789L,
                    Instant.ofEpochMilli(1_700_000_001_000L));
            case NEW_BLOCKS -> newBlocks();
            case KNOWN_BLOCKS -> knownBlocks();
            case PLACED_BLOCKS -> placedBlocks();
            case DEFERRED_BLOCKS -> new DeferredBlocks(1_048_576L, 300L);
            case IMAGE_SEALED -> new ImageSealed(10_000L, digests(9, 1), 4_000L, 5_000L, 1_000L);
            case IMAGE_ABORTED -> new ImageAborted("it changed while it was read", OTHER_GENERATION);
            case TURN_STARTED -> new TurnStarted(2, 17L, "Qk3xY7mWTVGQyM0o3aXk2A");
            case TURN_PARKED -> new TurnParked(2, "nothing came for 60 s");
            case JOURNAL_ENTRY -> journalEntry();
            case RECEIPT -> receipt();
            case CONTROL_ORDER -> new ControlOrder(ControlVerb.RATE, 62_500_000L, "root@ops-1", Instant.ofEpochMilli(1_700_000_003_000L));
            case RECALL_STARTED -> new RecallStarted(OTHER_GENERATION, 17L, "Qk3xY7mWTVGQyM0o3aXk2A", 5_000_000_000L, -3, 3);
            case REPLAY_STARTED -> new ReplayStarted(OTHER_GENERATION, "Qk3xY7mWTVGQyM0o3aXk2A", 1_234_567L);
        };
    }

    static NewBlocks newBlocks() {
        return new NewBlocks(7L, 0, null, List.of(4, 3), digests(1, 2), ByteBuffer.wrap("payload".getBytes()));
    }

    static KnownBlocks knownBlocks() {
        List<Carrier> carriers = List.of(new Carrier("a.raw", OTHER_GENERATION), new Carrier(IMAGE, GENERATION));
        KnownRun run = new KnownRun(1, 8_192L, List.of(4_096, 16_384), digests(3, 2));
        return new KnownBlocks(1_020_480L, carriers, List.of(run, new ZeroRun(1_000_000L)));
    }

    static PlacedBlocks placedBlocks() {
        List<Carrier> carriers = List.of(new Carrier("a.raw", OTHER_GENERATION), new Carrier(IMAGE, GENERATION));
        PlacedRun first = new PlacedRun(1, 8_192L, 41L, List.of(4_096), digests(3, 1));
        PlacedRun second = new PlacedRun(0, 12_288L, -1L, List.of(16_384), digests(4, 1));
        return new PlacedBlocks(1_020_480L, carriers, List.of(first, new ZeroRun(1_000_000L), second));
    }

    static JournalEntry journalEntry() {
        Fingerprint fingerprint = new Fingerprint(5_000_000_000L, 1_700_000_000_123_456_789L,
                1_700_000_000_999_999_999L, 2_049L, 1_234_567L);
        PublishedRun run = new PublishedRun(65_536L, 300L, List.of(4_096, 8_192), digests(5, 2));
        return new JournalEntry(IMAGE, GENERATION, 17L, JournalState.OPEN, 1_048_576L, digests(8, 1), 900_000L, 12_288L,
                136_288L, 1, fingerprint, List.of(run));
    }

    static Receipt receipt() {
        return new Receipt(ReceiptState.FAILED, 1, 17L, 1_048_576L, 70_000L, "block 3 does not have its digest",
                digests(6, 1), 300L, 1L, 2L, 3L, 4L, 5L, 6L, 7, 8, Instant.ofEpochMilli(1_700_000_002_000L));
    }

    /** Digests that are nobody's, told apart by their first byte. */
    static ByteBuffer digests(int first, int count) {
        byte[] bytes = new byte[count * Limits.DIGEST_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % Limits.DIGEST_BYTES == 0 ? first + i / Limits.DIGEST_BYTES : i);
        }
        return ByteBuffer.wrap(bytes);
    }
}
