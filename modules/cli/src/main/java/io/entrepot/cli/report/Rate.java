package io.entrepot.cli.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes per second over the last while, from samples of a growing count. Time is given with each sample. */
final class Rate {

    /** Long enough to smooth commits of about a second, short enough to show a change. */
    private static final long WINDOW_NS = 15_000_000_000L;

    private record Sample(long atNs, long bytes) { }

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long windowNs;

    Rate() {
        this(WINDOW_NS);
    }

    Rate(long windowNs) {
        this.windowNs = windowNs;
    }

    void sample(long atNs, long bytes) {
        samples.addLast(new Sample(atNs, bytes));
        while (samples.size() > 2 && atNs - samples.peekFirst().atNs() > windowNs) {
            samples.removeFirst();
        }
    }

    double bytesPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        long ns = last.atNs() - first.atNs();
        return ns <= 0 ? 0 : Math.max(0, last.bytes() - first.bytes()) * 1e9 / ns;
    }
}
