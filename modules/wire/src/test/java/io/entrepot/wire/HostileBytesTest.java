package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant J: no bytes make a reader allocate more than its limits, or fail in any way but one. */
class HostileBytesTest {

    private static final int MUTATIONS = 100_000;
    private static final int MUTATIONS_PER_RECORD = 5;

    /** What reading a record of a few kB may allocate, a failure's message and stack included. */
    private static final long ALLOCATION_BYTES_MAX = 2L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final WireFormat wire = new WireFormat(MapRegistry.ofOurs());

    /** What is refused here comes among records of ours: before any, an unknown id is the registry's fault. */
    @BeforeEach
    void readsARecordOfOurs() throws WireException {
        wire.decode(wire.encode("t", Samples.of(RecordType.RECORD_KEY)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void invariantJHoldsOverRandomMutations(long seed) {
        Random random = new Random(seed);
        RandomRecords records = new RandomRecords(seed);
        Map<String, Integer> outcomes = new TreeMap<>();
        RecordType type = RecordType.NEW_BLOCKS;
        byte[] good = wire.encode("t", Samples.of(type));
        byte[] other = good;

        for (int i = 0; i < MUTATIONS / 3; i++) {
            if (i % MUTATIONS_PER_RECORD == 0) {
                type = RecordType.values()[random.nextInt(RecordType.values().length)];
                other = good;
                good = wire.encode("t", records.of(type));
            }
            byte[] bad = mutate(random, good, other);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            String fault = read(bad);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            outcomes.merge(fault == null ? "read" : fault, 1, Integer::sum);
            if (allocated > ALLOCATION_BYTES_MAX || fault != null && !fault.equals("refused")) {
                fail("J: seed %d, mutation %d of %s: %s, and %d bytes allocated for %s", seed, i, type, fault,
                        allocated,
                        HexFormat.of().formatHex(bad));
            }
        }

        // The mutations are worth something only if both ends are reached.
        assertThat(outcomes.get("refused")).isGreaterThan(MUTATIONS / 6);
        assertThat(outcomes.get("read")).isGreaterThan(100);
    }

    /** Null when the bytes are a record, "refused" when they are refused as they should be, else what is wrong. */
    private String read(byte[] bytes) {
        boolean read;
        try {
            wire.decode(bytes);
            read = true;
        } catch (WireException e) {
            String message = e.getMessage();
            if (!message.endsWith(".") || message.length() > 400 || message.indexOf('\n') >= 0) {
                return "its message is no sentence: " + message;
            }
            read = false;
        } catch (Throwable e) {
            return "decode threw " + e;
        }
        try {
            Peek peek = wire.peek(bytes);
            return peek.length() < 0 || peek.length() > Limits.IMAGE_BYTES_MAX ? "peeked at " + peek
                    : read ? null : "refused";
        } catch (WireException e) {
            return read ? "read whole, but not peeked at: " + e : "refused";
        } catch (Throwable e) {
            return "peek threw " + e;
        }
    }

    private static byte[] mutate(Random random, byte[] good, byte[] other) {
        byte[] bytes = good.clone();
        for (int n = 1 + random.nextInt(3); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(8)) {
                case 0 -> flipped(bytes, at, random.nextInt(8));
                case 1 -> Arrays.copyOf(bytes, at);
                case 2 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
                case 3 -> spliced(bytes, at, varint(random.nextLong() >> random.nextInt(64)), 0);
                case 4 -> spliced(bytes, at, varint(random.nextLong() >> random.nextInt(64)), 1);
                case 5 -> spliced(bytes, at, varint(-1L - random.nextInt(1 << 20)), 1);
                case 6 -> spliced(bytes, at, Arrays.copyOfRange(other, other.length / 2, other.length), 0);
                default -> spliced(bytes, at, new byte[0], 1 + random.nextInt(8));
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        bytes[at] ^= (byte) (1 << bit);
        return bytes;
    }

    /** Bytes put in, in place of as many as given. */
    private static byte[] spliced(byte[] bytes, int at, byte[] in, int instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(in);
        int rest = Math.min(bytes.length, at + instead);
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }

    static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long raw = value << 1 ^ value >> 63;
        while ((raw & ~0x7fL) != 0) {
            out.write((int) (raw & 0x7f | 0x80));
            raw >>>= 7;
        }
        out.write((int) raw);
        return out.toByteArray();
    }

    /** A body of a few bytes that declares something huge where the type's first list, text or byte field stands. */
    @ParameterizedTest
    @EnumSource
    void aFewBytesThatDeclareALotAllocateLittle(RecordType type) {
        for (long declared : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE,
                1L << 40, 1 << 28}) {
            for (int leading = 0; leading < 6; leading++) {
                byte[] bytes = ByteBuffer.allocate(5 + leading + varint(declared).length)
                        .put((byte) 0).putInt(1_000 + type.ordinal()).position(5 + leading).put(varint(declared))
                        .array();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                // Where the number is no length, it is what it is.
                Throwable refused = catchThrowable(() -> wire.decode(bytes));
                assertThat(refused == null || refused instanceof WireException).as("%s", refused).isTrue();
                assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATION_BYTES_MAX);
            }
        }
    }

    /** The most objects for the fewest bytes: five MiB of lists of two-byte extents and one-byte lengths. */
    @Test
    void aFullRecordOfTheSmallestItemsStaysBounded() {
        ByteArrayOutputStream zeroRuns = prefix(RecordType.KNOWN_BLOCKS);
        zeroRuns.writeBytes(varint(1));
        zeroRuns.writeBytes(varint(0));
        for (int block = 0; block < 20; block++) {
            zeroRuns.writeBytes(varint(130_000));
            for (int i = 0; i < 130_000; i++) {
                zeroRuns.writeBytes(new byte[] {2, 2});
            }
        }
        ByteArrayOutputStream lengths = prefix(RecordType.NEW_BLOCKS);
        lengths.writeBytes(new byte[] {2, 0, 0});
        lengths.writeBytes(varint(5_000_000));
        lengths.writeBytes(new byte[5_000_000]);

        for (byte[] bytes : new byte[][] {zeroRuns.toByteArray(), lengths.toByteArray()}) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> wire.decode(bytes)).isInstanceOf(WireException.class)
                    .hasMessageContaining("a list of");
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(32L << 20);
        }
    }

    @Test
    void aRecordBeyondItsLimitIsRefusedUnread() {
        byte[] value = Arrays.copyOf(wire.encode("t", Samples.newBlocks()), Limits.VALUE_BYTES_MAX + 1);
        byte[] key = Arrays.copyOf(wire.encode("t", Samples.of(RecordType.RECORD_KEY)), Limits.KEY_BYTES_MAX + 1);

        assertThatThrownBy(() -> wire.decode(value)).isInstanceOf(WireException.class)
                .hasMessage("A NewBlocks has 5242881 bytes, more than 5242880.");
        assertThatThrownBy(() -> wire.decode(key)).isInstanceOf(WireException.class)
                .hasMessage("A RecordKey has 2049 bytes, more than 2048.");
    }

    private static ByteArrayOutputStream prefix(RecordType type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(1_000 + type.ordinal()).array());
        return out;
    }

    @Test
    void whatIsNoRecordIsRefusedInASentence() {
        Map<byte[], String> messages = new LinkedHashMap<>();
        messages.put(new byte[0], "This is not a record in Confluent's wire format.");
        messages.put(new byte[4], "This is not a record in Confluent's wire format.");
        messages.put("{\"a\":1}".getBytes(), "This is not a record in Confluent's wire format.");
        messages.put(new byte[] {0, (byte) 0xff, 0, 0, 0, 0}, "Schema id -16777216 is negative.");
        messages.forEach((bytes, message) ->
                assertThatThrownBy(() -> wire.decode(bytes)).isInstanceOf(WireException.class).hasMessage(message));
        assertThatThrownBy(() -> wire.decode(null)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> wire.peek(null)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> wire.decode(new byte[] {0, 0, 0, 0, 9, 0})).isInstanceOf(WireException.class)
                .hasMessageStartingWith("Schema id 9 is not known to ");
    }

    @ParameterizedTest
    @EnumSource
    void everyCutOfARecordIsRefused(RecordType type) throws Exception {
        byte[] good = wire.encode("t", Samples.of(type));

        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> wire.decode(cut)).as("cut at " + length).isInstanceOf(WireException.class);
        }
        assertThatThrownBy(() -> wire.decode(Arrays.copyOf(good, good.length + 1))).isInstanceOf(WireException.class)
                .hasMessageEndingWith(" has 1 bytes too many.");
        assertThat(wire.decode(good)).isEqualTo(Samples.of(type));
    }

    @Test
    void aNameThatIsNotUtf8IsRefusedAndNotReplaced() {
        byte[] key = wire.encode("t", new RecordKey("abc", Samples.GENERATION, 0L));
        key[6] = (byte) 0xff;

        assertThatThrownBy(() -> wire.decode(key)).isInstanceOf(WireException.class)
                .hasMessage("A RecordKey cannot be read: it holds a text that is not UTF-8.");
    }

    @Test
    void everyTypeIsAmongTheMutated() {
        RandomRecords records = new RandomRecords(7);
        Map<RecordType, Integer> seen = new EnumMap<>(RecordType.class);
        for (RecordType type : RecordType.values()) {
            seen.put(RecordType.of(records.of(type)), 1);
        }
        assertThat(seen).hasSize(RecordType.values().length);
    }
}
