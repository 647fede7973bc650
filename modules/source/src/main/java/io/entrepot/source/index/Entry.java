package io.entrepot.source.index;

import java.nio.ByteBuffer;

/**
 * Where a block was published.
 *
 * @param ordinal       the carrier's generation, by the interim offset of its ImageOpened
 * @param offset        bytes from the start of the carrier's image
 * @param interimOffset of the NewBlocks record with the block
 */
public record Entry(long ordinal, long offset, long interimOffset) {

    /** Three numbers of at most nine groups of seven bits, and one. */
    static final int BYTES_MAX = 30;

    private static final int GROUP_BITS = 7;
    private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;

    /** In as few bytes as the numbers need: a hundred million of these are stored. */
    void writeTo(ByteBuffer target) {
        write(target, ordinal);
        write(target, offset);
        write(target, interimOffset);
    }

    static Entry readFrom(ByteBuffer source) {
        return new Entry(read(source), read(source), read(source));
    }

    private static void write(ByteBuffer target, long value) {
        long rest = value;
        while ((rest & ~GROUP_MASK) != 0) {
            target.put((byte) (rest & GROUP_MASK | ~GROUP_MASK));
            rest >>>= GROUP_BITS;
        }
        target.put((byte) rest);
    }

    private static long read(ByteBuffer source) {
        long value = 0;
        for (int shift = 0; ; shift += GROUP_BITS) {
            byte group = source.get();
            value |= (long) (group & GROUP_MASK) << shift;
            if (group >= 0) {
                return value;
            }
        }
    }
}
