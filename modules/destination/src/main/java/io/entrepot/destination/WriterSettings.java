package io.entrepot.destination;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.Limits;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * What the writer is told.
 *
 * @param fleet            the fleet's name
 * @param destination      the destination's name
 * @param partitions       partitions that are written; empty for all there are
 * @param root             directory that receives their images
 * @param overwrite        whether files that Entrepot did not write may be replaced
 * @param threads          threads that unpack and verify, at least 1
 * @param commitMs         milliseconds after which what was written is made durable and said, at least 1
 * @param commitBytes      bytes written after which that happens before its time, at least 1
 * @param inFlightBytesMax bytes of records, packed and unpacked, between consumer and file, at least
 *                         {@value #IN_FLIGHT_BYTES_MIN}
 * @param cacheBytesMax    bytes of records fetched from the interim topic that are kept in case they serve once more
 * @param keepGenerations  of each image, how many that were replaced are kept under hidden names; 0 for none
 */
public record WriterSettings(String fleet, String destination, Set<Integer> partitions, Path root, boolean overwrite,
                             int threads, long commitMs, long commitBytes, long inFlightBytesMax, long cacheBytesMax,
                             int keepGenerations) {

    /** A second of work is what a crash costs, and what the resequencer is behind in knowing. */
    public static final long COMMIT_MS_DEFAULT = 1_000;
    /** What a disk of 250 MB/s writes back in a second. */
    public static final long COMMIT_BYTES_DEFAULT = 256L << 20;
    /** A score of records of 1 MiB, unpacked to two: enough for a few cores not to wait. */
    public static final long IN_FLIGHT_BYTES_DEFAULT = 64L << 20;
    /** Some thirty records. */
    public static final long CACHE_BYTES_DEFAULT = 32L << 20;
    /** The largest record with what it unpacks to, and as much again, so that one can be read while another is written. */
    public static final long IN_FLIGHT_BYTES_MIN = 2L * (Limits.VALUE_BYTES_MAX + Limits.RUN_BYTES_MAX);

    /** A generation a day for ten years; each is a name in the image's directory. */
    public static final int KEEP_GENERATIONS_MAX = 3_650;

    private static final int THREADS_MAX = 256;

    public WriterSettings {
        FleetTopics.checkPart("fleet", fleet);
        FleetTopics.checkPart("destination", destination);
        partitions = Set.copyOf(partitions);
        partitions.forEach(partition -> require(partition >= 0, "partitions", partition));
        Objects.requireNonNull(root);
        require(threads >= 1 && threads <= THREADS_MAX, "threads", threads);
        require(commitMs >= 1, "commitMs", commitMs);
        require(commitBytes >= 1, "commitBytes", commitBytes);
        require(inFlightBytesMax >= IN_FLIGHT_BYTES_MIN && inFlightBytesMax <= Integer.MAX_VALUE, "inFlightBytesMax",
                inFlightBytesMax);
        require(cacheBytesMax >= 0, "cacheBytesMax", cacheBytesMax);
        require(keepGenerations >= 0 && keepGenerations <= KEEP_GENERATIONS_MAX, "keepGenerations", keepGenerations);
    }

    /** The defaults, with a verifying thread for each core. */
    public static WriterSettings of(String fleet, String destination, Path root) {
        return new WriterSettings(fleet, destination, Set.of(), root, false, Runtime.getRuntime().availableProcessors(),
                COMMIT_MS_DEFAULT, COMMIT_BYTES_DEFAULT, IN_FLIGHT_BYTES_DEFAULT, CACHE_BYTES_DEFAULT, 0);
    }

    public WriterSettings withPartitions(Set<Integer> numbers) {
        return new WriterSettings(fleet, destination, numbers, root, overwrite, threads, commitMs, commitBytes,
                inFlightBytesMax, cacheBytesMax, keepGenerations);
    }

    public WriterSettings withMemory(long inFlightBytes, long cacheBytes) {
        return new WriterSettings(fleet, destination, partitions, root, overwrite, threads, commitMs, commitBytes, inFlightBytes,
                cacheBytes, keepGenerations);
    }

    public WriterSettings withOverwrite(boolean allowed) {
        return new WriterSettings(fleet, destination, partitions, root, allowed, threads, commitMs, commitBytes, inFlightBytesMax,
                cacheBytesMax, keepGenerations);
    }

    public WriterSettings withThreads(int number) {
        return new WriterSettings(fleet, destination, partitions, root, overwrite, number, commitMs, commitBytes, inFlightBytesMax,
                cacheBytesMax, keepGenerations);
    }

    public WriterSettings withCommits(long everyMs, long everyBytes) {
        return new WriterSettings(fleet, destination, partitions, root, overwrite, threads, everyMs, everyBytes, inFlightBytesMax,
                cacheBytesMax, keepGenerations);
    }

    public WriterSettings withKeepGenerations(int number) {
        return new WriterSettings(fleet, destination, partitions, root, overwrite, threads, commitMs, commitBytes, inFlightBytesMax,
                cacheBytesMax, number);
    }

    private static void require(boolean holds, String setting, long value) {
        if (!holds) {
            throw new IllegalArgumentException("The writer's setting " + setting + " cannot be " + value + ".");
        }
    }
}
