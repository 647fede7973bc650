package io.entrepot.destination.verify.core;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Generation;
import java.util.List;

/** A range of an image that is read and compared in one go. */
public sealed interface Portion {

    /** Bytes from the start of the image. */
    long offset();

    /** Bytes. */
    long length();

    /**
     * One block.
     *
     * @param offset  bytes from the start of the image
     * @param length  bytes
     * @param carrier the generation with whose records its payload was published; its own, where it was new
     * @param carrierOffset where in that generation
     * @param namedAt interim offset of the record that says all this
     */
    record Block(long offset, int length, Digest digest, Generation carrier, long carrierOffset, long namedAt) {
    }

    /** Blocks that stand back to back; at most 1 MiB and one block, so that a thread's buffer holds them. */
    record Data(long offset, long length, List<Block> blocks) implements Portion {
    }

    /** Bytes that are all zero, however many. */
    record Zeros(long offset, long length) implements Portion {
    }
}
