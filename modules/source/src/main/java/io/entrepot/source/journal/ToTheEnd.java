package io.entrepot.source.journal;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads partitions from given offsets to given ends. */
public final class ToTheEnd {

    private static final Duration POLL = Duration.ofMillis(250);

    /**
     * The transaction of an agent that died holds readers up for as long as Kafka gives it, a minute and some; this is
     * twice that.
     */
    private static final Duration STALLED = Duration.ofSeconds(150);

    private ToTheEnd() {
    }

    /**
     * Reads.
     *
     * @param consumer assigned these partitions
     * @param from where to begin, at least the partition's first offset
     * @param ends offsets to reach; open transactions below them are waited for
     * @param stopped whether to give up
     * @return whether the ends were reached
     * @throws TimeoutException when nothing comes any more
     */
    public static boolean read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from,
                        Map<TopicPartition, Long> ends, BooleanSupplier stopped, RecordHandler handler) {
        from.forEach(consumer::seek);
        long before = -1;
        long since = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            consumer.poll(POLL).forEach(handler::take);
            long now = from.keySet().stream().mapToLong(consumer::position).sum();
            if (now != before) {
                before = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STALLED.toNanos()) {
                throw new TimeoutException("nothing more of " + from.keySet() + " came for " + STALLED.toSeconds()
                        + " s");
            }
        }
        return true;
    }

    /** Takes what is read. */
    public interface RecordHandler {
        void take(ConsumerRecord<byte[], byte[]> record);
    }
}
