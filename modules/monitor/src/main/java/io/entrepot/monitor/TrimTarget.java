package io.entrepot.monitor;

import java.util.Map;

/** Up to where to trim. */
public sealed interface TrimTarget {

    /** What all destinations have. */
    record Delivered() implements TrimTarget {
    }

    /** These partitions, below these interim offsets. */
    record Before(Map<Integer, Long> offsets) implements TrimTarget {
    }

    /** What was published before this time, milliseconds since the epoch. */
    record OlderThan(long timestampMs) implements TrimTarget {
    }
}
