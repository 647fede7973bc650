package io.entrepot.destination.verify.core;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Generation;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a record names into portions, and leaves out what the sample leaves out. */
final class Portions {

    /** Large enough that a read is worth its call, small enough that a thread holds it. */
    static final int BYTES_WANTED = 1 << 20;

    private final Sample sample;
    private final long ordinal;
    private final List<Portion> done = new ArrayList<>();
    private List<Portion.Block> blocks = new ArrayList<>();
    private long bytes;

    Portions(Sample sample, long ordinal) {
        this.sample = sample;
        this.ordinal = ordinal;
    }

    void block(long offset, int length, Digest digest, Generation carrier, long carrierOffset, long namedAt) {
        if (!sample.takes(ordinal, offset)) {
            end();
            return;
        }
        blocks.add(new Portion.Block(offset, length, digest, carrier, carrierOffset, namedAt));
        bytes += length;
        if (bytes >= BYTES_WANTED) {
            end();
        }
    }

    /** The sample chooses among zeros when they are read: a run of them may be of any length. */
    void zeros(long offset, long length) {
        end();
        done.add(new Portion.Zeros(offset, length));
    }

    List<Portion> finish() {
        end();
        return done;
    }

    private void end() {
        if (!blocks.isEmpty()) {
            done.add(new Portion.Data(blocks.get(0).offset(), bytes, blocks));
            blocks = new ArrayList<>();
            bytes = 0;
        }
    }
}
