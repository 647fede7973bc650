package io.entrepot.destination;

import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Generation;

/**
 * A NewBlocks record fetched from the interim topic and unpacked; its digests are yet to be compared.
 *
 * @param generation  whose blocks they are; null where there is a fault
 * @param run         the blocks it declares, at their offset in that generation; null where there is a fault
 * @param bytes       their bytes; null where there is a fault
 * @param fault       why it cannot be had, as the end of a sentence that begins with the record; else null
 */
record Fetched(Generation generation, BlockRun run, byte[] bytes, String fault) {

    static Fetched faulty(String fault) {
        return new Fetched(null, null, null, fault);
    }

    /** Where the range lies in {@link #bytes}, or -1 when it is not all of this generation and in here. */
    int locate(Generation wanted, long offset, long length) {
        if (!wanted.equals(generation) || offset < run.offset() || length > bytes.length
                || offset - run.offset() > bytes.length - length) {
            return -1;
        }
        return (int) (offset - run.offset());
    }
}
