package io.entrepot.source.lane;

import io.entrepot.block.Chunkers;
import io.entrepot.image.BlockScanner;

/**
 * How much is read ahead.
 *
 * @param parallel       images that are read at once
 * @param windowsPerLane windows of each: one that is read into, one whose blocks are decided on, the others with the
 *                       cores
 * @param windowBytes    bytes of a window
 */
public record LaneSettings(int parallel, int windowsPerLane, int windowBytes) {

    /** Some 2.5 ms of hashing: large against the cost of handing it over, and still in a second-level cache. */
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int WINDOWS_MIN = 4;

    /**
     * So many that the cores have two each to do while every lane has one being read and one being decided on, and so large that any chunker
     * can cut in them: each image may have its own.
     */
    public static LaneSettings of(int parallel, int threads) {
        int windowBytesMin = Chunkers.all().stream().mapToInt(BlockScanner::windowBytesMin).max().orElseThrow();
        return new LaneSettings(parallel, Math.max(WINDOWS_MIN, 2 + (2 * threads + parallel - 1) / parallel),
                Math.max(WINDOW_BYTES, 2 * windowBytesMin));
    }
}
