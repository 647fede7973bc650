package io.entrepot.source.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.JournalState;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.ZeroRun;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the decider puts on the topic, over random fleets, interleavings, transactions and crashes, against a model of
 * its own.
 */
class DeciderInvariantsTest {

    private static final int SEQUENCES = 3_000;

    @Test
    void committedRecordsHoldTheInvariants() throws Exception {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            // Given
            var random = new Random(seed);
            var fleet = new FakeFleet(random, 1 + random.nextInt(6));

            // When
            FakeTopic topic = new FakeAgent(random, fleet).run();

            // Then
            new Check("seed " + seed, fleet, topic).all();
        }
    }

    private static final class Check {
        private final String seed;
        private final FakeFleet fleet;
        private final FakeTopic topic;
        private final Map<Generation, ByteArrayOutputStream> rebuilt = new HashMap<>();
        private final Map<String, byte[]> carried = new HashMap<>();
        private final Set<String> published = new HashSet<>();

        Check(String seed, FakeFleet fleet, FakeTopic topic) {
            this.seed = seed;
            this.fleet = fleet;
            this.topic = topic;
        }

        void all() throws Exception {
            for (FakeTopic.Sent sent : topic.committed) {
                Generation generation = sent.record().sending().head().generation();
                if (sent.record() instanceof Outgoing.Opened) {
                    assertThat(rebuilt.put(generation, new ByteArrayOutputStream())).as("%s: opened once",
                            seed).isNull();
                }
                assertThat(sent.record().offset()).as("%s: C: back to back",
                        seed).isEqualTo(rebuilt.get(generation).size());
                if (sent.record() instanceof Outgoing.New added) {
                    newBlocks(added.run(), sent.payload());
                } else if (sent.record() instanceof Outgoing.Known known) {
                    knownBlocks(known);
                } else if (sent.record() instanceof Outgoing.Sealed sealed) {
                    sealed(sealed);
                }
            }
            for (FakeFleet.Image image : fleet.images) {
                Transaction.Part part = topic.points.get(image.head().generation());
                assertThat(part.state()).as("%s: ended", seed).isNotEqualTo(JournalState.OPEN);
                assertThat(rebuilt.get(image.head().generation()).toByteArray()).as("%s: C: content", seed)
                        .isEqualTo(Arrays.copyOf(bytes(image), (int) part.point().cursor()));
            }
        }

        private void newBlocks(NewRun run, byte[] payload) throws Exception {
            assertThat(run.bytes()).as("%s: I: run", seed).isLessThanOrEqualTo(FakeAgent.LIMITS.runBytesMax());
            int at = 0;
            for (int block = 0; block < run.blocks(); block++) {
                int length = run.lengths().get(block);
                byte[] bytes = Arrays.copyOfRange(payload, at, at + length);
                assertThat(run.digest(block).bytes()).as("%s: F: digest", seed).isEqualTo(sha256(bytes));
                ImageHead head = run.sending().head();
                assertThat(published.add(head.partition() + "/" + run.digest(block))).as("%s: D: once", seed).isTrue();
                carried.put(head.partition() + "/" + head.generation() + "/" + (run.offset() + at), bytes);
                at += length;
            }
            rebuilt.get(run.sending().head().generation()).write(payload);
        }

        private void knownBlocks(Outgoing.Known known) throws Exception {
            KnownBlocks value = known.value();
            ImageHead head = known.sending().head();
            assertThat(value.getExtents().size()).as("%s: I: extents", seed).isBetween(1,
                    FakeAgent.LIMITS.extentsMax());
            assertThat(value.getCarriers().size()).as("%s: I: carriers",
                    seed).isLessThanOrEqualTo(FakeAgent.LIMITS.carriersMax());
            var out = new ByteArrayOutputStream();
            int blocks = 0;
            Object before = null;
            for (Object extent : value.getExtents()) {
                if (extent instanceof ZeroRun zeros) {
                    assertThat(before instanceof ZeroRun).as("%s: zero ranges are joined", seed).isFalse();
                    out.write(new byte[(int) zeros.getLength()]);
                } else {
                    blocks += knownRun(head, value, (KnownRun) extent, out);
                }
                before = extent;
            }
            assertThat(blocks).as("%s: I: blocks", seed).isLessThanOrEqualTo(FakeAgent.LIMITS.knownBlocksMax());
            assertThat(value.getLength()).as("%s: C: length", seed).isEqualTo(out.size());
            rebuilt.get(head.generation()).write(out.toByteArray());
        }

        private int knownRun(ImageHead head, KnownBlocks value, KnownRun run,
                ByteArrayOutputStream out) throws Exception {
            Carrier carrier = value.getCarriers().get(run.getCarrier());
            var generation = new Generation(carrier.getImage(), carrier.getGeneration());
            ByteBuffer digests = run.getDigests().duplicate();
            long at = run.getCarrierOffset();
            for (int length : run.getLengths()) {
                byte[] bytes = carried.get(head.partition() + "/" + generation + "/" + at);
                assertThat(bytes).as("%s: A: a reference stands after its carrier's record",
                        seed).isNotNull().hasSize(length);
                byte[] digest = new byte[32];
                digests.get(digest);
                assertThat(digest).as("%s: F: digest of a reference", seed).isEqualTo(sha256(bytes));
                out.write(bytes);
                at += length;
            }
            assertThat(digests.hasRemaining()).isFalse();
            return run.getLengths().size();
        }

        private void sealed(Outgoing.Sealed sealed) throws Exception {
            ImageHead head = sealed.sending().head();
            FakeFleet.Image image = fleet.images.stream().filter(one ->
                    one.head().equals(head)).findFirst().orElseThrow();
            assertThat(sealed.offset()).as("%s: C: covers its size", seed).isEqualTo(image.size());
            assertThat(HexFormat.of().formatHex(sealed.seal())).as("%s: F: chain", seed)
                    .isEqualTo(HexFormat.of().formatHex(chain(image)));
        }

        private static byte[] bytes(FakeFleet.Image image) {
            var out = new ByteArrayOutputStream();
            image.parts().forEach(part ->
                    out.writeBytes(part.bytes() != null ? part.bytes() : new byte[(int) part.length()]));
            return out.toByteArray();
        }

        private static byte[] chain(FakeFleet.Image image) throws Exception {
            byte[] chain = new byte[32];
            long offset = 0;
            for (FakeFleet.Part part : image.parts()) {
                if (part.bytes() != null) {
                    chain = sha256(ByteBuffer.allocate(76).put(chain).putLong(offset).putInt(part.bytes().length)
                            .put(sha256(part.bytes())).array());
                }
                offset += part.length();
            }
            return sha256(ByteBuffer.allocate(40).put(chain).putLong(image.size()).array());
        }

        private static byte[] sha256(byte[] bytes) throws Exception {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }
    }
}
