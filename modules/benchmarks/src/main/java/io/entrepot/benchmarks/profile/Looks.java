package io.entrepot.benchmarks.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * When the recorder looked at all threads. A load is that of the time since the look before, whether the thread was in that
 * one or had done too little to be named; so that what is between two looks is the same for all threads.
 */
final class Looks {

    private final Duration period;
    private Instant look;
    private Duration covered;

    /** @param period as the recorder was told; the machine may be too busy for it */
    Looks(Duration period) {
        this.period = period;
        this.covered = period;
    }

    /** What a load covers that was recorded at a time; times within half a period are of one look. */
    Duration covered(Instant time) {
        if (look == null) {
            look = time;
        } else if (Duration.between(look, time).compareTo(period.dividedBy(2)) > 0) {
            covered = Duration.between(look, time);
            look = time;
        }
        return covered;
    }
}
