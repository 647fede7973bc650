package io.entrepot.source.index;

import io.entrepot.block.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The keys of the index. Partitions stand in front: what one of them carries says nothing of another. */
final class IndexKeys {

    static final int BLOCK_BYTES = Short.BYTES + Digest.BYTES;

    /** What the keys of bad blocks begin with, and no other key that stands beside them. */
    static final byte[] BAD_BLOCK = "bad.".getBytes(StandardCharsets.US_ASCII);

    /** What two bytes tell apart: more than any cluster gives to one topic. */
    static final int PARTITIONS_MAX = 1 << 16;

    private IndexKeys() {
    }

    static void block(int partition, Digest digest, byte[] target) {
        target[0] = (byte) (partition >>> Byte.SIZE);
        target[1] = (byte) partition;
        digest.writeTo(target, Short.BYTES);
    }

    static byte[] carrier(int partition, long ordinal) {
        return ByteBuffer.allocate(Short.BYTES + Long.BYTES).putShort((short) partition).putLong(ordinal).array();
    }

    static byte[] image(String image) {
        return image.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] position(int partition) {
        return ("position." + partition).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] quotedEnd(int partition) {
        return ("quoted." + partition).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] badBlock(BadBlock block) {
        byte[] digest = block.digest() == null ? new byte[0] : block.digest().bytes();
        return ByteBuffer.allocate(BAD_BLOCK.length + Short.BYTES + Long.BYTES + digest.length).put(BAD_BLOCK)
                .putShort((short) block.partition()).putLong(block.interimOffset()).put(digest).array();
    }
}
