package io.entrepot.destination;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Fetched records that may serve once more, those used last; bounded by their bytes. Thread-safe. */
final class FetchedCache {

    private record Place(TopicPartition partition, long offset) {
    }

    private final long bytesMax;
    private final Map<Place, Fetched> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    FetchedCache(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Null when it is not here. */
    synchronized Fetched get(TopicPartition partition, long offset) {
        return entries.get(new Place(partition, offset));
    }

    synchronized void put(TopicPartition partition, long offset, Fetched fetched) {
        Fetched before = entries.put(new Place(partition, offset), fetched);
        bytes += fetched.bytes().length - (before == null ? 0 : before.bytes().length);
        Iterator<Fetched> eldest = entries.values().iterator();
        while (bytes > bytesMax && eldest.hasNext()) {
            bytes -= eldest.next().bytes().length;
            eldest.remove();
        }
    }
}
