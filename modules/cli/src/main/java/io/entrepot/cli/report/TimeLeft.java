package io.entrepot.cli.report;

import java.time.Duration;
import java.util.Optional;

/** Estimates how long it still takes from the work done lately, once there is something to go by. */
final class TimeLeft {

    /** Before this, a rate says more about starting up than about what is left. */
    private static final long AFTER_NS = 10_000_000_000L;
    private static final double AFTER_PART = 0.03;

    /** Longer than for the rate that is shown: a turn that goes over from one image to the next should not make it jump. */
    private static final long WINDOW_NS = 30_000_000_000L;

    private final Rate rate = new Rate(WINDOW_NS);

    /**
     * Takes in where things are, and estimates.
     *
     * @param elapsedNs since the beginning
     * @param done      of the work, in bytes
     * @param total     all work, in bytes, as far as is known now
     */
    Optional<Duration> after(long elapsedNs, long done, long total) {
        rate.sample(elapsedNs, done);
        double bytesPerSecond = rate.bytesPerSecond();
        if (elapsedNs < AFTER_NS || done < AFTER_PART * total || bytesPerSecond < 1) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (Math.max(0, total - done) / bytesPerSecond * 1_000)));
    }
}
