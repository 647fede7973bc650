package io.entrepot.resequencer;

import io.entrepot.resequencer.core.Bounds;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What the resequencer is told.
 *
 * @param fleet          the fleet's name
 * @param destination    the destination's name
 * @param stateDirectory directory of its stores; of this process alone
 * @param threads        threads that share the partitions, at least 1
 * @param aheadBytesMax  bytes of a partition on the ordered topic that its writer has not yet said to be durable, at
 *                       least {@value #AHEAD_BYTES_MIN}
 * @param bufferBytesMax bytes of waiting payloads that a partition keeps at hand; the writer fetches what is beyond.
 *                       None, or at least {@value #BUFFER_BYTES_MIN}
 * @param stepBytesMax   bytes of a partition passed on in one call, at least {@link Limits#VALUE_BYTES_MAX}
 * @param stallTimeout   how long an image may be without data, before its turn or in it, until it is parked for another that
 *                       waits; while there is nothing left to read
 */
public record ResequencerSettings(String fleet, String destination, Path stateDirectory, int threads,
        long aheadBytesMax, long bufferBytesMax, long stepBytesMax, Duration stallTimeout) {

    /** Two seconds of a fast writer: it never waits for us while it is well, and little lies about when it is not. */
    public static final long AHEAD_BYTES_DEFAULT = 256L << 20;

    /** Disk, not memory. Beyond it the writer fetches, which costs about as much as keeping did. */
    public static final long BUFFER_BYTES_DEFAULT = 1L << 30;

    /** A tenth of a second's work, after which the thread polls, commits and serves its other partitions. */
    public static final long STEP_BYTES_DEFAULT = 16L << 20;

    /**
     * Agents commit every second, or every ten over a long link, so silence this long is a stopped agent and not a slow one. Parking
     * for nothing costs a second pass over the destination.
     */
    public static final Duration STALL_TIMEOUT_DEFAULT = Duration.ofSeconds(30);

    /** The largest record, and what begins a turn, outstanding together. */
    public static final long AHEAD_BYTES_MIN = 2L * Limits.VALUE_BYTES_MAX;

    /** An eighth of it, which is kept free for what is on its way, holds the largest record. */
    public static final long BUFFER_BYTES_MIN = 8L * (Limits.VALUE_BYTES_MAX + Limits.KEY_BYTES_MAX);

    private static final int THREADS_MAX = 256;

    /** @throws IllegalArgumentException with one sentence when a setting cannot be what it is */
    public ResequencerSettings {
        FleetTopics.checkPart("fleet", fleet);
        FleetTopics.checkPart("destination", destination);
        Objects.requireNonNull(stateDirectory);
        require(threads >= 1 && threads <= THREADS_MAX, "threads", threads);
        require(aheadBytesMax >= AHEAD_BYTES_MIN, "aheadBytesMax", aheadBytesMax);
        require(bufferBytesMax == 0 || bufferBytesMax >= BUFFER_BYTES_MIN, "bufferBytesMax", bufferBytesMax);
        require(stepBytesMax >= Limits.VALUE_BYTES_MAX, "stepBytesMax", stepBytesMax);
        require(stallTimeout.toMillis() >= 1, "stallTimeout", stallTimeout.toMillis());
    }

    /** The defaults, for one partition. */
    public static ResequencerSettings of(String fleet, String destination, Path stateDirectory) {
        return new ResequencerSettings(fleet, destination, stateDirectory, 1, AHEAD_BYTES_DEFAULT, BUFFER_BYTES_DEFAULT,
                STEP_BYTES_DEFAULT, STALL_TIMEOUT_DEFAULT);
    }

    public ResequencerSettings withThreads(int number) {
        return new ResequencerSettings(fleet, destination, stateDirectory, number, aheadBytesMax, bufferBytesMax,
                stepBytesMax, stallTimeout);
    }

    public ResequencerSettings withBufferBytesMax(long bytes) {
        return new ResequencerSettings(fleet, destination, stateDirectory, threads, aheadBytesMax, bytes, stepBytesMax,
                stallTimeout);
    }

    public ResequencerSettings withAheadBytesMax(long bytes) {
        return new ResequencerSettings(fleet, destination, stateDirectory, threads, bytes, bufferBytesMax, stepBytesMax,
                stallTimeout);
    }

    public ResequencerSettings withStallTimeout(Duration timeout) {
        return new ResequencerSettings(fleet, destination, stateDirectory, threads, aheadBytesMax, bufferBytesMax,
                stepBytesMax, timeout);
    }

    Bounds bounds() {
        return new Bounds(aheadBytesMax, bufferBytesMax, stepBytesMax, stallTimeout.toMillis());
    }

    private static void require(boolean holds, String setting, long value) {
        if (!holds) {
            throw new IllegalArgumentException("The resequencer's setting " + setting + " cannot be " + value + ".");
        }
    }
}
