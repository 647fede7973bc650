package io.entrepot.monitor;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading the journal begins, so that what is read is bounded.
 *
 * @param from  offset on each partition
 * @param whole whether that is all there is
 */
record JournalStarts(Map<TopicPartition, Long> from, boolean whole) {

    /** A generous size of one entry, for where the brokers do not tell how large the log is: a transaction's worth of digests. */
    private static final long ENTRY_BYTES = 160 << 10;

    /**
     * Where to begin.
     *
     * @param bytes    of each partition's log, where that is known
     * @param bytesMax to be read, over all partitions
     */
    static JournalStarts of(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> bytes,
                            long bytesMax) {
        long total = 0;
        for (TopicPartition partition : starts.keySet()) {
            total += bytes(partition, starts, ends, bytes);
        }
        if (total <= bytesMax) {
            return new JournalStarts(Map.copyOf(starts), true);
        }
        Map<TopicPartition, Long> from = new HashMap<>();
        double part = (double) bytesMax / total;
        starts.forEach((partition, start) -> {
            long records = Math.max(0, ends.get(partition) - start);
            from.put(partition, ends.get(partition) - (long) (records * part));
        });
        return new JournalStarts(Map.copyOf(from), false);
    }

    private static long bytes(TopicPartition partition, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
                              Map<TopicPartition, Long> bytes) {
        Long known = bytes.get(partition);
        return known != null ? known : Math.max(0, ends.get(partition) - starts.get(partition)) * ENTRY_BYTES;
    }
}
