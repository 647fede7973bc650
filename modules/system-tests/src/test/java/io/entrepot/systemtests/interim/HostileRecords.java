package io.entrepot.systemtests.interim;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * J: what somebody who can write to the interim topic might put there. Some records cannot be read at all, some declare more than there is
 * or more than is allowed, some have names that lead elsewhere, and some are images of which only the content is a lie.
 */
public final class HostileRecords {

    /** Name of an image that would land beside the destination. */
    public static final String OUTSIDE = "../entrepot-was-here.img";

    /** Name of an image that would land beside everything. */
    public static final String AT_THE_ROOT = "/entrepot-was-here.img";

    private static final int MIB = 1 << 20;
    /** Below what the embedded broker takes, and above what any part may take. */
    private static final int OVERSIZED_BYTES = 7 * MIB;

    private final Encoder encoder;
    private final List<Hostile> records = new ArrayList<>();
    private int generations;

    private record Hostile(byte[] key, byte[] value) {
    }

    /** @param schemas file of the registry that {@code copy} keeps */
    public HostileRecords(Path schemas) {
        encoder = new Encoder(schemas);
        unreadable();
        declaringTooMuch();
        names();
        strays();
        lies();
    }

    /** Sends all of them to the partition; returns how many. */
    public int send(String bootstrapServer, String topic) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, OVERSIZED_BYTES + MIB, ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * MIB);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Hostile record : records) {
                producer.send(new ProducerRecord<>(topic, 0, record.key(), record.value())).get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not take a hostile record", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while hostile records were sent", e);
        }
        return records.size();
    }

    private void unreadable() {
        byte[] noise = noise(1000);
        byte[] key = encoder.key("hostile/noise.img", generation(), 0);
        records.add(new Hostile(null, null));
        records.add(new Hostile(noise, noise));
        records.add(new Hostile(key, null));
        records.add(new Hostile(key, new byte[0]));
        records.add(new Hostile(key, noise));
        records.add(new Hostile(key, ByteBuffer.allocate(100).put((byte) 0).putInt(987_654).array()));
        records.add(new Hostile(key, noise(OVERSIZED_BYTES)));
        records.add(new Hostile(noise(100_000), noise));
    }

    private void declaringTooMuch() {
        byte[] key = encoder.key("hostile/long.img", generation(), 0);
        // A count, or a length, of 2^62: what a naive decoder allocates before it looks whether that much is there.
        byte[] huge = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x40};
        List<String> types = Stream.of("NewBlocks", "KnownBlocks", "ImageSealed", "ImageAborted", "ImageOpened").filter(encoder::knows)
                .toList();
        for (String type : types) {
            byte[] prefix = encoder.prefix(type);
            records.add(new Hostile(key, prefix));
            for (int zeros = 0; zeros < 6; zeros++) {
                ByteBuffer value = ByteBuffer.allocate(prefix.length + zeros + huge.length).put(prefix).put(new byte[zeros]).put(huge);
                records.add(new Hostile(key, value.array()));
            }
        }
    }

    private void names() {
        List<String> names = List.of(OUTSIDE, AT_THE_ROOT, ".entrepot/copy.json", "a/../../entrepot-was-here.img", "a//b.img",
                "", ".", "..", "a\0b", ".hidden.img", "long-" + "x".repeat(300), "deep/".repeat(400) + "x", "lone-\ud800-surrogate");
        for (String name : names) {
            String generation = generation();
            records.add(new Hostile(encoder.key(name, generation, 0), opened(MIB)));
            records.add(new Hostile(encoder.key(name, generation, 0), newBlocks(new byte[MIB], MIB, MIB)));
            records.add(new Hostile(encoder.key(name, generation, MIB), sealed(MIB)));
        }
        records.add(new Hostile(encoder.key("hostile/generation.img", "../../etc/passwd", 0), opened(MIB)));
    }

    private void strays() {
        String unknown = generation();
        records.add(new Hostile(encoder.key("hostile/stray.img", unknown, 0), newBlocks(new byte[MIB], MIB, MIB)));
        records.add(new Hostile(encoder.key("hostile/stray.img", unknown, MIB), sealed(MIB)));
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 60}) {
            records.add(new Hostile(encoder.key("hostile/size.img", generation(), 0), opened(size)));
        }
    }

    /** Images that can be read and passed on, and whose content is not what they say. */
    private void lies() {
        byte[] bomb = Zstd.compress(new byte[64 * MIB], 3);
        image("hostile/bomb.img", newBlocks(bomb, MIB, MIB), MIB, MIB);
        image("hostile/digest.img", newBlocks(noise(MIB), MIB, MIB), MIB, MIB);
        image("hostile/gap.img", newBlocks(new byte[4096], 4096, 4096), 4096, MIB);
        image("hostile/carrier.img", known(0, 0, 4096), 4096, 4096);
        image("hostile/index.img", known(7, 0, 4096), 4096, 4096);
        image("hostile/below.img", known(0, -4096, 4096), 4096, 4096);
        image("hostile/overflow.img", known(0, Long.MAX_VALUE - 5, 4096), 4096, 4096);
        image("hostile/length.img", newBlocks(new byte[4096], 4096, -4096), 4096, 4096);
    }

    private void image(String name, byte[] content, long filled, long size) {
        String generation = generation();
        records.add(new Hostile(encoder.key(name, generation, 0), opened(size)));
        records.add(new Hostile(encoder.key(name, generation, 0), content));
        records.add(new Hostile(encoder.key(name, generation, filled), sealed(size)));
    }

    private byte[] opened(long size) {
        return encoder.encode(encoder.record("ImageOpened", Map.of("size", size, "agent", "hostile", "chunker", 1, "mode", 0644,
                "modifiedAtNs", 0L, "openedAt", 0L)));
    }

    private byte[] newBlocks(byte[] payload, long length, int blockLength) {
        return encoder.encode(encoder.record("NewBlocks", Map.of("length", length, "codec", payload.length < length ? 1 : 0,
                "lengths", List.of(blockLength), "digests", ByteBuffer.wrap(noise(32)), "payload", ByteBuffer.wrap(payload))));
    }

    private byte[] known(int carrier, long carrierOffset, int length) {
        GenericRecord from = encoder.nested("KnownBlocks", "carriers", "Carrier",
                Map.of("image", "hostile/nowhere.img", "generation", generation()));
        GenericRecord run = encoder.nested("KnownBlocks", "extents", "KnownRun", Map.of("carrier", carrier,
                "carrierOffset", carrierOffset, "lengths", List.of(length), "digests", ByteBuffer.wrap(noise(32))));
        return encoder.encode(encoder.record("KnownBlocks", Map.of("length", (long) length, "carriers",
                Collections.singletonList(from), "extents", List.of(run))));
    }

    private byte[] sealed(long size) {
        return encoder.encode(encoder.record("ImageSealed", Map.of("size", size, "chain", ByteBuffer.wrap(new byte[32]),
                "zeroBytes", 0L, "newBytes", size, "knownBytes", 0L)));
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(noise);
        return noise;
    }

    private String generation() {
        generations++;
        return String.format("bad0bad0-0000-4000-8000-%012d", generations);
    }
}
