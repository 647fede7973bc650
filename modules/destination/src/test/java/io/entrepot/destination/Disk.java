package io.entrepot.destination;

import com.github.luben.zstd.Zstd;
import io.entrepot.wire.NewBlocks;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** An image whose bytes, blocks and chain the test keeps itself, with nothing of what it tests. */
final class Disk {

    static final int PAGE = 4096;

    final String name;
    final String generation;
    final byte[] bytes;
    final int mode = 0640;
    final long modifiedAtNs = 1_600_000_000_123_456_789L;
    /** What its opening says. */
    long declaredSize;
    Instant openedAt = Instant.EPOCH;
    private byte[] chain = new byte[32];

    Disk(String name, long seed, byte[] bytes) {
        this.name = name;
        this.generation = new UUID(seed, name.hashCode()).toString();
        this.bytes = bytes;
        this.declaredSize = bytes.length;
    }

    /** Half compressible bytes without a zero page, but for the ranges zeroed afterwards. */
    static Disk random(String name, long seed, int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(seed);
        random.nextBytes(bytes);
        for (int page = 0; page < size; page += PAGE) {
            Arrays.fill(bytes, page, Math.min(size, page + PAGE / 2), (byte) (1 + random.nextInt(200)));
        }
        return new Disk(name, seed, bytes);
    }

    Disk openedAt(long epochSecond) {
        openedAt = Instant.ofEpochSecond(epochSecond);
        return this;
    }

    Disk zero(int from, int to) {
        Arrays.fill(bytes, from, to, (byte) 0);
        return this;
    }

    /** The range gets the bytes of another image. */
    Disk copy(int to, Disk source, int from, int length) {
        System.arraycopy(source.bytes, from, bytes, to, length);
        return this;
    }

    /** Lengths of blocks that cover the range: whole pages but for an image's last. */
    List<Integer> cut(int from, int to) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = from; at < to;) {
            int length = Math.min(to - at, PAGE * (1 + (at / PAGE) % 5));
            lengths.add(length);
            at += length;
        }
        return lengths;
    }

    ByteBuffer digests(int from, List<Integer> lengths) {
        ByteBuffer digests = ByteBuffer.allocate(32 * lengths.size());
        int at = from;
        for (int length : lengths) {
            digests.put(sha256(Arrays.copyOfRange(bytes, at, at + length)));
            at += length;
        }
        return digests.flip();
    }

    NewBlocks newBlocks(int from, int to, boolean compressed) {
        List<Integer> lengths = cut(from, to);
        byte[] data = Arrays.copyOfRange(bytes, from, to);
        return NewBlocks.newBuilder().setLength(to - from).setCodec(compressed ? 1 : 0).setLengths(lengths)
                .setDigests(digests(from, lengths)).setPayload(ByteBuffer.wrap(compressed ? Zstd.compress(data, 1) : data))
                .build();
    }

    /** Adds the range's blocks to the chain. */
    void chain(int from, int to) {
        List<Integer> lengths = cut(from, to);
        ByteBuffer digests = digests(from, lengths);
        int at = from;
        for (int length : lengths) {
            ByteBuffer step = ByteBuffer.allocate(32 + 8 + 4 + 32).put(chain).putLong(at).putInt(length);
            byte[] digest = new byte[32];
            digests.get(digest);
            chain = sha256(step.put(digest).array());
            at += length;
        }
    }

    byte[] seal() {
        return sha256(ByteBuffer.allocate(32 + 8).put(chain).putLong(bytes.length).array());
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
