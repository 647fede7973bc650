package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.process.Cost;
import java.util.OptionalLong;

/** One tool's turn. */
public sealed interface Trial {

    /**
     * All images arrived and are the same.
     *
     * @param back    nothing when the tool is direct
     * @param between bytes between the two sides, where there is something between them
     */
    record Done(Cost there, Cost back, OptionalLong between) implements Trial {
    }

    /** @param why one line */
    record Failed(String why) implements Trial {
    }
}
