package io.entrepot.destination.verify;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicReader;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads a stretch of a partition, committed records only, once. */
final class TopicScan {

    private static final String CLIENT = "entrepot-verify";

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
        try {
            TopicReader.read(kafka.reader(CLIENT), Map.of(place, from), Map.of(place, end), () -> stopped.getAsBoolean() || handler.hasEnough(),
                    record -> {
                        if (!handler.hasEnough()) {
                            handler.take(record);
                        }
                    });
        } catch (OffsetOutOfRangeException e) {
            throw new VerifyException("The topic was trimmed while " + place + " was read (" + e.getMessage()
                    + "): verify again, which names images that can no longer be verified.", e);
        }
    }
}
