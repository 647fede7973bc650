package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.PlacedRun;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.ZeroRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F and J: whatever a record holds, its image fails by name with one sentence, nothing is written outside the root, and the
 * images between them are committed.
 */
class HostileRecordsTest {

    private static final int MIB = 1 << 20;
    private static final String NOWHERE = "no record is known that carries it";
    private static final Path ELSEWHERE = Path.of("/etc/entrepot-was-here");
    private static final String OTHER = "00000000-0000-0007-0000-000000000007";

    @TempDir
    Path directory;

    private final Feed feed = new Feed("hostile", 1);
    private final Map<Sending, String> expected = new LinkedHashMap<>();
    private final List<Sending> good = new ArrayList<>();
    private int count;
    private long referring;

    @Test
    void failImagesByNameAndLeaveTheOthersAlone() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(root.resolve("foreign"), "not ours");
        Files.createDirectory(root.resolve("occupied"));
        payloads();
        sequences();
        fetches();
        keysAndValues();
        names();

        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            for (Map.Entry<Sending, String> entry : expected.entrySet()) {
                Receipt receipt = writer.failed(entry.getKey());
                assertThat(receipt.getCause()).contains(entry.getValue());
                if (entry.getValue().contains("digest") || entry.getValue().contains("interim offset")) {
                    assertThat(receipt.getInterimOffset()).as(receipt.getCause()).isNotNull();
                }
                if (entry.getValue().equals(NOWHERE)) {
                    assertThat(receipt.getInterimOffset()).as("the record that refers to it").isEqualTo(referring);
                }
            }
            for (Sending sending : good) {
                writer.committed(sending);
            }
            assertThat(writer.partials()).isEmpty();
        }
        assertThat(Files.readString(root.resolve("foreign"))).isEqualTo("not ours");
        try (Stream<Path> around = Files.list(directory)) {
            assertThat(around).as("J: nothing outside the root").containsExactly(root);
        }
        assertThat(ELSEWHERE).as("J").doesNotExist();
        feed.close();
    }

    private void payloads() {
        Sending flipped = begin("flipped");
        NewBlocks wrong = flipped.disk.newBlocks(0, MIB, false);
        wrong.getPayload().array()[3 * Disk.PAGE] ^= 1;
        expect(publish(flipped, wrong), "is not the one of digest");

        Sending garbled = begin("garbled");
        NewBlocks noise = garbled.disk.newBlocks(0, MIB, true);
        noise.setPayload(ByteBuffer.wrap(garbled.disk.bytes, 0, 1000));
        expect(publish(garbled, noise), "does not unpack");

        Sending bomb = begin("bomb");
        NewBlocks large = bomb.disk.newBlocks(0, MIB, true);
        large.setPayload(ByteBuffer.wrap(Zstd.compress(new byte[64 * MIB], 1)));
        expect(publish(bomb, large), "does not unpack");

        Sending codec = begin("codec");
        NewBlocks unknown = codec.disk.newBlocks(0, MIB, false);
        unknown.setCodec(77);
        expect(publish(codec, unknown), "no codec has the id 77");
    }

    private void sequences() {
        Sending chain = begin("chain");
        chain.fresh(MIB).seal(MIB, new byte[32]);
        expect(chain, "does not add up to the chain");

        Sending shortened = begin("short");
        shortened.fresh(MIB / 2).seal(MIB / 2, shortened.disk.seal());
        expect(shortened, "was opened with 1048576 bytes and sealed with 524288");

        Sending gap = begin("gap");
        gap.cursor = MIB / 2;
        gap.fresh(MIB).seal();
        expect(gap, "goes on at offset 524288 where 0 was due");

        Disk huge = Disk.random("huge", ++count, MIB);
        huge.declaredSize = 1L << 56;
        expect(Sending.of(feed, huge).turn(), "cannot hold a file this large");

        Sending beyond = begin("beyond");
        beyond.pass(MIB, new PlacedBlocks(1L << 50, List.of(), List.of(ZeroRun.newBuilder().setLength(1L << 50).build())), -1);
        expect(beyond, "has a record of 1125899906842624 bytes");
    }

    private void fetches() {
        Sending carrier = Sending.of(feed, Disk.random("never sent", 99, MIB));
        long interimOffset = carrier.publish(0, MIB, carrier.disk.newBlocks(0, MIB, true));
        Sending stranger = begin("stranger");
        expect(stranger.pass(MIB, new DeferredBlocks((long) MIB, interimOffset), -1), "is not the one that carries it");

        Sending ahead = begin("ahead");
        expect(ahead.pass(MIB, new DeferredBlocks((long) MIB, 1L << 40), -1), "is not there, as the topic ends at");

        Sending nowhere = begin("nowhere");
        referring = carrier.ordinal;
        expect(nowhere.pass(MIB, placed(nowhere, carrier, -1), referring), NOWHERE);

        Sending opening = begin("opening");
        expect(opening.pass(MIB, placed(opening, carrier, opening.ordinal), -1), "cannot be read");

        Sending lie = begin("lie");
        NewBlocks declared = lie.disk.newBlocks(0, MIB, false);
        declared.getPayload().array()[MIB - 1] ^= 1;
        long at = lie.publish(0, MIB, declared);
        expect(lie.pass(MIB, new DeferredBlocks((long) MIB, at), at), "is not the one of digest");

        Sending trimmed = begin("trimmed");
        // Below the opening of everything in this test, and removed here.
        expect(trimmed.pass(MIB, new DeferredBlocks((long) MIB, 0L), -1), "has been removed, as the topic begins at 1");
        try (TopicAdmin admin = new TopicAdmin(feed.kafka)) {
            admin.trim(Map.of(new TopicPartition(feed.topics.interim(), 0), 1L));
        }
    }

    private void keysAndValues() {
        Sending empty = begin("empty value");
        feed.ordered(feed.unchecked(empty.key(0)), null);
        expect(empty, "There is no record");

        Sending noise = begin("noise");
        feed.ordered(feed.unchecked(noise.key(0)), new byte[] {1, 2, 3});
        expect(noise, "not a record in Confluent's wire format");

        Sending lengths = begin("lengths");
        NewBlocks liar = lengths.disk.newBlocks(0, MIB, false);
        liar.setLength(1L << 40);
        feed.ordered(feed.unchecked(lengths.key(0)), feed.unchecked(liar));
        expect(lengths, "cannot be read");

        Sending stray = begin("stray");
        feed.ordered(feed.unchecked(stray.key(0)), feed.unchecked(stray.key(0)));
        expect(stray, "is RecordKey, which does not belong there");

        Sending keyless = begin("keyless");
        feed.ordered(new byte[] {9}, feed.unchecked(keyless.disk.newBlocks(0, MIB, false)));
        expect(keyless, "the key of the record at offset");
    }

    private void names() {
        for (String name : List.of("../evil", ELSEWHERE.toString(), ".hidden", "a/../../evil", "nul\0", "x".repeat(300))) {
            feed.ordered(feed.unchecked(new RecordKey(name, OTHER, 0L)),
                    feed.unchecked(new TurnStarted(1, 1L, feed.interimTopicId)));
        }
        feed.ordered(feed.unchecked(new RecordKey("name", "../../evil", 0L)),
                feed.unchecked(new TurnStarted(1, 1L, feed.interimTopicId)));
        expect(begin("foreign"), "would replace a file that Entrepot did not write");
        expect(begin("occupied"), "would replace a file that Entrepot did not write");
        expect(begin(good.get(0).disk.name + "/below"), "cannot be opened at the destination");
    }

    private Sending begin(String name) {
        return Sending.of(feed, Disk.random(name, ++count, MIB)).turn();
    }

    private Sending publish(Sending sending, NewBlocks blocks) {
        return sending.pass(MIB, blocks, sending.publish(0, MIB, blocks));
    }

    private static PlacedBlocks placed(Sending sending, Sending carrier, long interimOffset) {
        List<Integer> lengths = sending.disk.cut(0, MIB);
        PlacedRun run = PlacedRun.newBuilder().setCarrier(0).setCarrierOffset(0).setInterimOffset(interimOffset)
                .setLengths(lengths).setDigests(sending.disk.digests(0, lengths)).build();
        return new PlacedBlocks((long) MIB, List.of(new Carrier(carrier.disk.name, carrier.disk.generation)), List.of(run));
    }

    /** After it comes one that must be committed. */
    private void expect(Sending sending, String cause) {
        expected.put(sending, cause);
        good.add(Sending.of(feed, Disk.random("good " + ++count, count, MIB / 4)).turn().fresh(MIB / 4).seal());
    }
}
