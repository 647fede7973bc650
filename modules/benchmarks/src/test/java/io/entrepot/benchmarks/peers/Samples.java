package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.process.Cost;
import java.util.List;
import java.util.OptionalLong;

/** Rows as a run would have made them. */
final class Samples {

    private static final long SECOND_NS = 1_000_000_000;

    private Samples() {
    }

    static Trial done(double thereSeconds, double backSeconds, long peakBytes, long betweenBytes) {
        return new Trial.Done(new Cost((long) (thereSeconds * SECOND_NS), SECOND_NS, peakBytes),
                new Cost((long) (backSeconds * SECOND_NS), SECOND_NS, 1), OptionalLong.of(betweenBytes));
    }

    static Row row(String tool, Trial... turns) {
        return new Row(tool, List.of(turns));
    }

    static Row direct(String tool, double seconds) {
        return row(tool, new Trial.Done(new Cost((long) (seconds * SECOND_NS), SECOND_NS, 1), Cost.NONE, OptionalLong.empty()));
    }
}
