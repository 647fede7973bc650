package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.destination.WriterSettings;

/**
 * What each of a process's volumes may hold in memory: one process has one budget, however many volumes it writes.
 *
 * @param inFlightBytes of records between consumer and file
 * @param cacheBytes    of records that were fetched and may serve once more
 */
public record VolumeMemory(long inFlightBytes, long cacheBytes) {

    /** What a volume needs at least: the largest records in flight, a consumer's fetch, and the windows of its known blocks. */
    private static final long VOLUME_BYTES = WriterSettings.IN_FLIGHT_BYTES_MIN + (20L << 20);
    /** The heap that a process has beside its volumes: classes' objects, clients, a resequencer, what is fetched again. */
    private static final long OTHER_BYTES = 200L << 20;

    /**
     * @param heapBytesMax what the process may have
     * @throws UsageException when that is not enough for so many
     */
    public static VolumeMemory of(int volumes, long heapBytesMax) {
        long volumesMax = Math.max(1, (heapBytesMax - OTHER_BYTES) / VOLUME_BYTES);
        if (volumes > volumesMax) {
            throw new UsageException(volumes + " volumes are more than one process has memory for, " + volumesMax + " with its "
                    + (heapBytesMax >> 20) + " MiB of heap: have another one write the others, or give this one more, as with"
                    + " ENTREPOT_JAVA_OPTIONS=-Xmx" + ((OTHER_BYTES + volumes * VOLUME_BYTES >> 20) + 64) + "m.");
        }
        return new VolumeMemory(Math.max(WriterSettings.IN_FLIGHT_BYTES_MIN, WriterSettings.IN_FLIGHT_BYTES_DEFAULT / volumes),
                WriterSettings.CACHE_BYTES_DEFAULT / volumes);
    }
}
