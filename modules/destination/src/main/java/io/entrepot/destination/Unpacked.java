package io.entrepot.destination;

import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Failure;

/**
 * The bytes of a run of blocks, each verified; or why they cannot be had.
 *
 * @param bytes    the array that holds them
 * @param offset   where in it they begin
 * @param length   how many they are
 * @param isPooled whether the array is to be given back
 * @param run      the blocks
 * @param failure  null when all is well, and then alone there are bytes
 */
record Unpacked(byte[] bytes, int offset, int length, boolean isPooled, BlockRun run, Failure failure) {

    static Unpacked failed(Failure failure) {
        return new Unpacked(null, 0, 0, false, null, failure);
    }

    void giveBackTo(Buffers buffers) {
        if (isPooled) {
            buffers.giveBack(bytes);
        }
    }
}
