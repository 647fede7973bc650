package io.entrepot.destination.verify.core;

import java.util.ArrayList;
import java.util.List;

/** What was found in one portion: neighbours joined, bounded, in the order of the image. For one thread at a time. */
public final class Findings {

    /** Zeros of any length may be overwritten in every second page; what is more than this of one portion is only counted. */
    public static final int DIFFERENCES_MAX = 1_024;

    private final List<Difference> differences = new ArrayList<>();
    private final List<Portion.Block> wrongBlocks = new ArrayList<>();
    private long readBytes;
    private long wrongBytes;
    private long untold;

    /** Bytes that were looked at; holes are none. */
    public void read(long bytes) {
        readBytes += bytes;
    }

    /** A block is not what it must be. */
    public void wrong(Portion.Block block, Difference.Found found) {
        wrongBlocks.add(block);
        add(new Difference(block.offset(), block.length(), found, false));
    }

    /** Something else than zeros is there. */
    public void wrongZeros(long offset, long length, Difference.Found found) {
        add(new Difference(offset, length, found, true));
    }

    private void add(Difference next) {
        wrongBytes += next.length();
        int last = differences.size() - 1;
        if (last >= 0 && differences.get(last).isContinuedBy(next)) {
            differences.set(last, differences.get(last).with(next));
        } else if (differences.size() < DIFFERENCES_MAX) {
            differences.add(next);
        } else if (next.isWithinFile()) {
            untold++;
        }
    }

    public List<Difference> differences() {
        return differences;
    }

    /** The blocks among them. */
    public List<Portion.Block> wrongBlocks() {
        return wrongBlocks;
    }

    public long readBytes() {
        return readBytes;
    }

    public long wrongBytes() {
        return wrongBytes;
    }

    /** Differences within the file that are counted and not listed; where it ends is told of the file as a whole. */
    public long untold() {
        return untold;
    }
}
