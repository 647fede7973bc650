package io.entrepot.benchmarks.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * When the recorder looked at all threads. What it notes of those that had done something bears one time; a time that is of one
 * thread alone is that of its end. A load is that of the time since the look before, or since the thread's start.
 */
final class Looks {

    private final NavigableSet<Instant> looks = new TreeSet<>();
    private final Instant begin;

    /**
     * @param times of all loads, in any order
     * @param begin when the recorder began
     */
    Looks(Collection<Instant> times, Instant begin) {
        this.begin = begin;
        Set<Instant> once = new HashSet<>();
        times.stream().filter(time -> !once.add(time)).forEach(looks::add);
    }

    /**
     * What a load covers.
     *
     * @param time  when it was recorded
     * @param start when its thread began, or before
     */
    Duration covered(Instant time, Instant start) {
        Instant look = looks.lower(time);
        Instant since = look == null || look.isBefore(begin) ? begin : look;
        return Duration.between(start.isAfter(since) ? start : since, time);
    }
}
