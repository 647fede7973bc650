package io.entrepot.destination.verify;

import com.github.luben.zstd.Zstd;
import io.entrepot.block.Digest;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.verify.core.Wanted;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.ZeroRun;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** An image made of blocks and zeros at random, and the records that its sender would have made of it. */
final class RandomImage {

    static final int PAGE = 4096;

    record Sent(long offset, SpecificRecord record) {
    }

    final byte[] bytes;
    final Generation generation;
    final List<Sent> records = new ArrayList<>();
    /** Lengths of blocks by their offset; what lies between them is zero. */
    final TreeMap<Integer, Integer> blocks = new TreeMap<>();
    private byte[] chain = new byte[32];

    RandomImage(String name, Random random, int pages) {
        generation = new Generation(name, new UUID(random.nextLong(), random.nextLong()).toString());
        int tail = random.nextBoolean() ? 0 : 1 + random.nextInt(PAGE - 1);
        bytes = new byte[pages * PAGE + tail];
        int at = 0;
        while (at < bytes.length) {
            at = switch (random.nextInt(3)) {
                case 0 -> fresh(random, at);
                case 1 -> known(random, at);
                default -> zeros(random, at);
            };
        }
        byte[] seal = sha256(ByteBuffer.allocate(40).put(chain).putLong(bytes.length).array());
        records.add(new Sent(bytes.length, ImageSealed.newBuilder().setSize(bytes.length).setChain(ByteBuffer.wrap(seal)).setZeroBytes(0)
                .setNewBytes(0).setKnownBytes(0).build()));
        chain = seal;
    }

    Wanted wanted() {
        return new Wanted(generation, 7, bytes.length, Digest.of(chain, 0), 0);
    }

    private int fresh(Random random, int from) {
        List<Integer> lengths = cut(random, from, 1 + random.nextInt(12));
        int to = from + lengths.stream().mapToInt(Integer::intValue).sum();
        byte[] data = Arrays.copyOfRange(bytes, from, to);
        records.add(new Sent(from, NewBlocks.newBuilder().setLength(to - from).setCodec(1).setLengths(lengths)
                .setDigests(digests(from, lengths)).setPayload(ByteBuffer.wrap(Zstd.compress(data, 1))).build()));
        return to;
    }

    private int known(Random random, int from) {
        List<Object> extents = new ArrayList<>();
        int at = from;
        for (int i = 1 + random.nextInt(3); i > 0 && at < bytes.length; i--) {
            if (random.nextInt(3) == 0) {
                int length = zeroLength(random, at);
                extents.add(ZeroRun.newBuilder().setLength(length).build());
                at += length;
            } else {
                List<Integer> lengths = cut(random, at, 1 + random.nextInt(4));
                extents.add(KnownRun.newBuilder().setCarrier(0).setCarrierOffset(PAGE * (long) random.nextInt(99)).setLengths(lengths)
                        .setDigests(digests(at, lengths)).build());
                at += lengths.stream().mapToInt(Integer::intValue).sum();
            }
        }
        records.add(new Sent(from, new KnownBlocks((long) (at - from), List.of(new Carrier("other", new UUID(0, 1).toString())), extents)));
        return at;
    }

    private int zeros(Random random, int from) {
        int length = zeroLength(random, from);
        records.add(new Sent(from, new KnownBlocks((long) length, List.of(), List.of(ZeroRun.newBuilder().setLength(length).build()))));
        return from + length;
    }

    private int zeroLength(Random random, int from) {
        return Math.min(bytes.length - from, PAGE * (1 + random.nextInt(400)));
    }

    /** Fills the blocks with bytes that are no zeros. */
    private List<Integer> cut(Random random, int from, int number) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = from; at < bytes.length && lengths.size() < number;) {
            int length = Math.min(bytes.length - at, PAGE * (1 + random.nextInt(16)));
            for (int i = at; i < at + length; i++) {
                bytes[i] = (byte) (1 + random.nextInt(255));
            }
            lengths.add(length);
            blocks.put(at, length);
            at += length;
        }
        return lengths;
    }

    private ByteBuffer digests(int from, List<Integer> lengths) {
        ByteBuffer digests = ByteBuffer.allocate(32 * lengths.size());
        int at = from;
        for (int length : lengths) {
            byte[] digest = sha256(Arrays.copyOfRange(bytes, at, at + length));
            digests.put(digest);
            chain = sha256(ByteBuffer.allocate(76).put(chain).putLong(at).putInt(length).put(digest).array());
            at += length;
        }
        return digests.flip();
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
