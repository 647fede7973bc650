package io.entrepot.destination.verify;

import io.entrepot.wire.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a stretch of a partition, committed records only, once. */
final class TopicScan {

    private static final Duration POLL = Duration.ofMillis(200);
    /** A cluster that gives nothing for so long has no leader for the partition. */
    private static final long GIVE_UP_NS = 120_000_000_000L;

    private final KafkaSettings kafka;
    private final TopicPartition place;
    private final BooleanSupplier stopped;

    TopicScan(KafkaSettings kafka, TopicPartition place, BooleanSupplier stopped) {
        this.kafka = kafka;
        this.place = place;
        this.stopped = stopped;
    }

    /** Takes records one after the other. */
    interface Handler {

        void take(ConsumerRecord<byte[], byte[]> record);

        /** Whether the rest is of no interest. */
        boolean hasEnough();
    }

    /**
     * Reads.
     *
     * @param from first offset of interest
     * @param end  behind the last one, at most where committed records end
     */
    void read(long from, long end, Handler handler) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.reader("entrepot-verify"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seek(place, from);
            long lastNs = System.nanoTime();
            long last = from;
            while (consumer.position(place) < end && !handler.hasEnough() && !stopped.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end && !handler.hasEnough()) {
                        handler.take(record);
                    }
                    lastNs = System.nanoTime();
                }
                long position = consumer.position(place);
                if (position == last && System.nanoTime() - lastNs > GIVE_UP_NS) {
                    throw new VerifyException("Nothing came of " + place + " for " + GIVE_UP_NS / 1_000_000_000L
                            + " s: see whether its brokers are well, and verify again.");
                }
                last = position;
            }
        } catch (OffsetOutOfRangeException e) {
            throw new VerifyException("The topic was trimmed while " + place + " was read (" + e.getMessage()
                    + "): verify again, which names images that can no longer be verified.", e);
        }
    }
}
