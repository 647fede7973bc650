package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One broken rule at a time, each named in the message. */
class RulesTest {

    @ParameterizedTest
    @EnumSource
    void theSamplesBreakNone(RecordType type) throws Exception {
        Rules.check(Samples.of(type));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenRuleIsNamed(SpecificRecord record, String message) {
        assertThatThrownBy(() -> Rules.check(record)).isInstanceOf(WireException.class).hasMessageContaining(message)
                .message().endsWith(".").doesNotContain("\n");
    }

    static Stream<Arguments> broken() {
        Stream.Builder<Arguments> cases = Stream.builder();
        keys(cases);
        images(cases);
        newBlocks(cases);
        knownBlocks(cases);
        placedBlocks(cases);
        turns(cases);
        journal(cases);
        receipts(cases);
        return cases.build();
    }

    private static void keys(Stream.Builder<Arguments> cases) {
        RecordType type = RecordType.RECORD_KEY;
        add(cases, type, (RecordKey k) -> k.setImage("/etc/passwd"), "has an empty segment");
        add(cases, type, (RecordKey k) -> k.setGeneration("1-1-1-1-1"), "is not a UUID in its canonical form");
        add(cases, type, (RecordKey k) -> k.setGeneration(Samples.GENERATION.toUpperCase()), "is not a UUID");
        add(cases, type, (RecordKey k) -> k.setOffset(-1), "A RecordKey has an offset of -1");
        add(cases, type, (RecordKey k) -> k.setOffset(Limits.IMAGE_BYTES_MAX + 1), "offset of 72057594037927937");
        add(cases, RecordType.JOURNAL_KEY, (JournalKey k) -> k.setAgent(""), "agent of 0 bytes");
        add(cases, RecordType.JOURNAL_KEY, (JournalKey k) -> k.setAgent("a\u001b[2J"), "control characters");
        add(cases, RecordType.JOURNAL_KEY, (JournalKey k) -> k.setAgent("\ud800"), "not proper Unicode");
        add(cases, RecordType.CONTROL_KEY, (ControlKey k) -> k.setPattern(""), "pattern of 0 bytes");
        add(cases, RecordType.CONTROL_KEY, (ControlKey k) -> k.setPattern("*".repeat(1_025)), "pattern of 1025 bytes");
        add(cases, RecordType.CONTROL_ORDER, (ControlOrder o) -> o.setBytesPerSecond(0L), "bytesPerSecond of 0");
        add(cases, RecordType.CONTROL_ORDER, (ControlOrder o) -> o.setVerb(ControlVerb.PAUSE), "to PAUSE has a rate");
        add(cases, RecordType.CONTROL_ORDER, (ControlOrder o) -> o.setBy("b".repeat(256)), "by of 256 bytes");
        add(cases, RecordType.RECEIPT_KEY, (ReceiptKey k) -> k.setImage("a/../b"), "begins with a dot");
    }

    private static void images(Stream.Builder<Arguments> cases) {
        RecordType opened = RecordType.IMAGE_OPENED;
        add(cases, opened, (ImageOpened o) -> o.setSize(-1), "An ImageOpened has a size of -1");
        add(cases, opened, (ImageOpened o) -> o.setMode(4_096), "mode of 4096");
        add(cases, opened, (ImageOpened o) -> o.setChunker(-1), "chunker of -1");
        RecordType sealed = RecordType.IMAGE_SEALED;
        add(cases, sealed, (ImageSealed s) -> s.setChain(Samples.digests(1, 2)), "chain of 64 bytes, not 32");
        add(cases, sealed, (ImageSealed s) -> s.setZeroBytes(4_001), "do not sum up to its size of 10000");
        add(cases, sealed, (ImageSealed s) -> s.setKnownBytes(-1), "knownBytes of -1");
        RecordType aborted = RecordType.IMAGE_ABORTED;
        add(cases, aborted, (ImageAborted a) -> a.setReason("x".repeat(4_097)), "reason of 4097 bytes");
        add(cases, aborted, (ImageAborted a) -> a.setSupersededBy("newer"), "supersededBy of \"newer\"");
    }

    private static void newBlocks(Stream.Builder<Arguments> cases) {
        RecordType type = RecordType.NEW_BLOCKS;
        add(cases, type, (NewBlocks b) -> b.setLength(8), "length of 8, and its parts sum up to 7");
        add(cases, type, (NewBlocks b) -> b.setLength(0), "length of 0");
        add(cases, type, (NewBlocks b) -> b.setKeyId("k"), "encrypted under \"k\"");
        add(cases, type, (NewBlocks b) -> b.setCodec(-1), "codec of -1");
        add(cases, type, (NewBlocks b) -> b.setLengths(List.of()), "number of blocks of 0");
        add(cases, type, (NewBlocks b) -> b.setLengths(List.of(7)), "1 blocks and 64 bytes of digests");
        add(cases, type, (NewBlocks b) -> b.setLengths(List.of(8, -1)), "block's length of -1");
        add(cases, type, (NewBlocks b) -> b.setDigests(ByteBuffer.allocate(63)), "2 blocks and 63 bytes of digests");
        add(cases, type, (NewBlocks b) -> b.setPayload(ByteBuffer.allocate(0)), "payload's size of 0");
        add(cases, type, (NewBlocks b) -> b.setPayload(ByteBuffer.allocate(6)),
                "stored as they are, has a payload of 6");
        add(cases, type, (NewBlocks b) -> {
            b.setLengths(Collections.nCopies(4, Limits.BLOCK_BYTES_MAX + 1));
            b.setDigests(Samples.digests(1, 4));
        }, "block's length of 1048577");
        add(cases, type, (NewBlocks b) -> b.setLength(Limits.RUN_BYTES_MAX + 1), "length of 4194305");
    }

    private static void knownBlocks(Stream.Builder<Arguments> cases) {
        RecordType type = RecordType.KNOWN_BLOCKS;
        add(cases, type, (KnownBlocks b) -> b.setLength(5), "length of 5, and its parts sum up to 1020480");
        add(cases, type, (KnownBlocks b) -> b.setExtents(List.of()), "number of extents of 0");
        add(cases, type, (KnownBlocks b) -> b.setCarriers(b.getCarriers().subList(0, 1)), "carrier's index of 1");
        add(cases, type, (KnownBlocks b) -> run(b).setCarrier(-1), "carrier's index of -1");
        add(cases, type, (KnownBlocks b) -> run(b).setCarrierOffset(-1), "carrierOffset of -1");
        add(cases, type, (KnownBlocks b) -> run(b).setCarrierOffset(Long.MAX_VALUE),
                "carrierOffset of 9223372036854775807");
        add(cases, type, (KnownBlocks b) -> b.setCarriers(List.of(new Carrier("..", Samples.GENERATION))),
                "begins with a dot");
        add(cases, type, (KnownBlocks b) -> b.setExtents(List.of(new ZeroRun(0L))), "zero run's length of 0");
        add(cases, type, (KnownBlocks b) -> b.setExtents(
                Collections.nCopies(200, new ZeroRun(Limits.IMAGE_BYTES_MAX))), "length so far of 144115188075855872");
        add(cases, type, (KnownBlocks b) -> b.setExtents(
                Collections.nCopies(Limits.EXTENTS_MAX + 1, new ZeroRun(1L))), "number of extents of 16385");
        add(cases, type, (KnownBlocks b) -> b.setCarriers(
                Collections.nCopies(Limits.CARRIERS_MAX + 1, b.getCarriers().get(0))), "number of carriers of 1025");
        add(cases, type, (KnownBlocks b) -> {
            int half = Limits.KNOWN_BLOCKS_MAX / 2;
            KnownRun run = new KnownRun(0, 0L, Collections.nCopies(half, 1), Samples.digests(0, half));
            b.setExtents(List.of(run, run, new KnownRun(0, 0L, List.of(1), Samples.digests(0, 1))));
        }, "number of blocks of 1");
    }

    private static void placedBlocks(Stream.Builder<Arguments> cases) {
        RecordType type = RecordType.PLACED_BLOCKS;
        add(cases, type, (PlacedBlocks b) -> placed(b).setInterimOffset(-2), "interimOffset of -2");
        add(cases, type, (PlacedBlocks b) -> placed(b).setCarrier(2), "carrier's index of 2");
        add(cases, type, (PlacedBlocks b) -> {
            placed(b).setLengths(Collections.nCopies(5, Limits.BLOCK_BYTES_MAX));
            placed(b).setDigests(Samples.digests(1, 5));
        }, "run's size of 5242880");
        add(cases, RecordType.DEFERRED_BLOCKS, (DeferredBlocks b) -> b.setInterimOffset(-1), "interimOffset of -1");
        add(cases, RecordType.DEFERRED_BLOCKS, (DeferredBlocks b) -> b.setLength(5 << 20), "length of 5242880");
    }

    private static void turns(Stream.Builder<Arguments> cases) {
        add(cases, RecordType.TURN_STARTED, (TurnStarted t) -> t.setTurn(0), "turn of 0");
        add(cases, RecordType.TURN_STARTED, (TurnStarted t) -> t.setOrdinal(-1), "ordinal of -1");
        add(cases, RecordType.TURN_STARTED, (TurnStarted t) -> t.setInterimTopicId(""),
                "interimTopicId of 0 characters");
        add(cases, RecordType.TURN_PARKED, (TurnParked t) -> t.setTurn(-1), "turn of -1");
    }

    private static void journal(Stream.Builder<Arguments> cases) {
        RecordType type = RecordType.JOURNAL_ENTRY;
        add(cases, type, (JournalEntry e) -> e.setOrdinal(-1), "ordinal of -1");
        add(cases, type, (JournalEntry e) -> e.setCursor(5_000_000_001L), "cursor of 5000000001");
        add(cases, type, (JournalEntry e) -> e.setChain(ByteBuffer.allocate(31)), "chain of 31 bytes");
        add(cases, type, (JournalEntry e) -> e.setNewBytes(1 << 21), "newBytes of 2097152");
        add(cases, type, (JournalEntry e) -> published(e).setOffset(1 << 20), "run's offset of 1048576");
        add(cases, type, (JournalEntry e) -> published(e).setInterimOffset(-1), "interimOffset of -1");
        add(cases, type, (JournalEntry e) -> published(e).setLengths(List.of(1)), "1 blocks and 64 bytes");
        add(cases, type, (JournalEntry e) -> {
            int many = Limits.RUN_BLOCKS_MAX;
            PublishedRun run = new PublishedRun(0L, 1L, Collections.nCopies(many, 1), Samples.digests(0, many));
            e.setPublished(Collections.nCopies(5, run));
        }, "number of blocks of 81920");
        add(cases, type, (JournalEntry e) -> e.setPublished(
                Collections.nCopies(Limits.PUBLISHED_RUNS_MAX + 1, published(e))), "number of runs of 4097");
    }

    private static void receipts(Stream.Builder<Arguments> cases) {
        RecordType type = RecordType.RECEIPT;
        add(cases, type, (Receipt r) -> r.setCause(null), "FAILED without a cause");
        add(cases, type, (Receipt r) -> r.setCause("x".repeat(5_000)), "reason of 5000 bytes");
        add(cases, type, (Receipt r) -> r.setDigest(ByteBuffer.allocate(20)), "digest of 20 bytes");
        add(cases, type, (Receipt r) -> r.setInterimOffset(-1L), "interimOffset of -1");
        add(cases, type, (Receipt r) -> r.setCursor(-1), "cursor of -1");
        add(cases, type, (Receipt r) -> r.setOrderedBytes(-1), "orderedBytes of -1");
        add(cases, type, (Receipt r) -> r.setRuns(-1), "runs of -1");
    }

    /** The largest records that the rules allow fit the limit of a value, and come back. */
    @Test
    void theLargestRecordsFit() throws Exception {
        WireFormat wire = new WireFormat(MapRegistry.ofOurs());
        String name = ("d".repeat(250) + "/").repeat(4) + "n".repeat(20);
        List<Carrier> carriers = Collections.nCopies(Limits.CARRIERS_MAX, new Carrier(name, Samples.GENERATION));
        long far = Limits.IMAGE_BYTES_MAX - Limits.RUN_BYTES_MAX;

        List<Object> placed = new ArrayList<>(Collections.nCopies(Limits.EXTENTS_MAX, new ZeroRun(1L << 41)));
        placed.addAll(Collections.nCopies(Limits.KNOWN_BLOCKS_MAX,
                new PlacedRun(Limits.CARRIERS_MAX - 1, far, Long.MAX_VALUE, List.of(1 << 20), Samples.digests(1, 1))));
        long length = ((long) Limits.EXTENTS_MAX << 41) + ((long) Limits.KNOWN_BLOCKS_MAX << 20);

        int blocks = Limits.PUBLISHED_BLOCKS_MAX / Limits.PUBLISHED_RUNS_MAX;
        JournalEntry entry = Samples.journalEntry();
        entry.setImage(name);
        entry.getFingerprint().setSize(Limits.IMAGE_BYTES_MAX);
        entry.setCursor(Limits.IMAGE_BYTES_MAX);
        entry.setPublished(Collections.nCopies(Limits.PUBLISHED_RUNS_MAX, new PublishedRun(far, Long.MAX_VALUE,
                Collections.nCopies(blocks, 1 << 18), Samples.digests(1, blocks))));

        int run = Limits.RUN_BLOCKS_MAX;
        NewBlocks fresh = new NewBlocks((long) Limits.RUN_BYTES_MAX, 0, null,
                Collections.nCopies(run, Limits.RUN_BYTES_MAX / run), Samples.digests(1, run),
                ByteBuffer.allocate(Limits.RUN_BYTES_MAX));

        for (SpecificRecord record : List.of(new PlacedBlocks(length, carriers, placed), entry, fresh,
                new RecordKey(name, Samples.GENERATION, Limits.IMAGE_BYTES_MAX))) {
            byte[] bytes = wire.encode("t", record);
            assertThat(wire.decode(bytes)).isEqualTo(record);
        }
    }

    private static KnownRun run(KnownBlocks blocks) {
        return (KnownRun) blocks.getExtents().get(0);
    }

    private static PlacedRun placed(PlacedBlocks blocks) {
        return (PlacedRun) blocks.getExtents().get(0);
    }

    private static PublishedRun published(JournalEntry entry) {
        return entry.getPublished().get(0);
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecord> void add(Stream.Builder<Arguments> cases, RecordType type,
            Consumer<T> breaking, String message) {
        T record = (T) Samples.of(type);
        breaking.accept(record);
        cases.add(Arguments.of(record, message));
    }
}
