package io.entrepot.source.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Compressor;
import io.entrepot.block.Digester;
import io.entrepot.block.ZstdLevels;
import io.entrepot.image.Fingerprint;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.source.cores.Cores;
import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.DeciderLimits;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Sending;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class OutboxTest {

    private static final int RUN_BYTES = 256 << 10;
    /** Room for five runs, each with what its record is taken to need besides; half of it is taken by two, and the record that opens the image. */
    private static final long WAITING_BYTES_MAX = 5L * (RUN_BYTES + (128 << 10));

    private final List<byte[]> blocks = List.of(words(1), words(2), words(3), words(4));

    @Test
    void packsQuicklyAtFirstAndWellWhenMuchWaits(@TempDir Path temp) throws Exception {
        // Nothing is told to be done: it is as if Kafka's client took nothing.
        List<Integer> packed = packed(temp, (outbox, item) -> { });

        assertThat(packed).containsExactly(packed(1, blocks.get(0)), packed(1, blocks.get(1)), packed(19, blocks.get(2)), packed(19, blocks.get(3)));
        assertThat(packed(19, blocks.get(2))).isLessThan(packed(1, blocks.get(2)));
    }

    @Test
    void packsWellWhileMuchWaitsInKafkasClient(@TempDir Path temp) throws Exception {
        var count = new AtomicInteger();

        List<Integer> packed = packed(temp, (outbox, item) -> {
            outbox.done(item);
            switch (count.incrementAndGet()) {
                case 1 -> outbox.sent(9 << 20);
                case 2 -> outbox.sent(9 << 20);
                case 3 -> {
                    outbox.settled(9 << 20);
                    outbox.settled(9 << 20);
                }
                default -> { }
            }
        });

        assertThat(packed).containsExactly(packed(1, blocks.get(0)), packed(19, blocks.get(1)), packed(19, blocks.get(2)), packed(1, blocks.get(3)));
    }

    /** Bytes of the payloads of an image of these blocks, where each is sent before the next is decided on. */
    private List<Integer> packed(Path temp, BiConsumer<Outbox, Item.Sending> afterEach) throws Exception {
        var wire = new WireFormat(SchemaRegistries.embedded(temp.resolve("schemas.json")));
        var packed = new ArrayList<Integer>();
        try (var cores = new Cores(1, new ZstdLevels(1, 19), false);
             var outbox = new Outbox(cores, new Values(wire, "interim", "agent"), 2, RUN_BYTES, () -> WAITING_BYTES_MAX)) {
            var decider = new Decider(DeciderLimits.of(RUN_BYTES, Long.MAX_VALUE), (partition, digest) -> null, outbox.buffers(), outbox);
            var size = blocks.size() * (long) RUN_BYTES;
            var head = new ImageHead(new Generation("image", UUID.randomUUID().toString()), 0, size, 0, 0644, 1, 1, new Fingerprint(size, 1, 1, 1, 1));
            Sending sending = Sending.fresh(head);
            decider.open(sending);
            outbox.take();
            for (byte[] block : blocks) {
                decider.block(sending, block, 0, block.length, new Digester().digest(block, 0, block.length));
                decider.setDown(sending);
                Item.Sending item = (Item.Sending) outbox.take();
                packed.add(payloadBytes(wire, item));
                afterEach.accept(outbox, item);
            }
        }
        return packed;
    }

    private static int payloadBytes(WireFormat wire, Item.Sending item) throws Exception {
        assertThat(item.record()).isInstanceOf(Outgoing.New.class);
        return wire.decode(item.value().get(), NewBlocks.class).getPayload().remaining();
    }

    private static int packed(int level, byte[] block) {
        try (var compressor = new Compressor(ZstdLevels.fixed(level))) {
            return compressor.pack(block, 0, block.length, false).length();
        }
    }

    /** Text of words that come again. */
    private static byte[] words(int seed) {
        var random = new Random(seed);
        var block = new byte[RUN_BYTES];
        var words = new byte[500][];
        for (int i = 0; i < words.length; i++) {
            words[i] = new byte[2 + random.nextInt(9)];
            random.nextBytes(words[i]);
        }
        for (int at = 0; at < block.length; ) {
            byte[] word = words[random.nextInt(words.length)];
            int length = Math.min(word.length, block.length - at);
            System.arraycopy(word, 0, block, at, length);
            at += length;
        }
        return block;
    }
}
