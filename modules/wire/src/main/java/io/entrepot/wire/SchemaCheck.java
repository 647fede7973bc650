package io.entrepot.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks, before a part reads a topic, whether its registry explains what stands there. One record of the first or the
 * last ones that is read whole is enough: then an id that the registry does not know is a bad record's, and passed over
 * as such. When none can be, the registry is the wrong one or has lost the schemas, and passing over would lose images.
 */
public final class SchemaCheck {

    /** Offsets looked at from a partition's start and before its end; markers of transactions are among them. */
    static final long OFFSETS_EACH = 16;

    /** Without a record for this long there is none to be had in the stretch, or the broker says so in other ways. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String CLIENT = "entrepot-schema-check";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WireFormat format;
    private String fault;

    private SchemaCheck(KafkaConsumer<byte[], byte[]> consumer, WireFormat format) {
        this.consumer = consumer;
        this.format = format;
    }

    /**
     * Checks one topic; an empty one is in order.
     *
     * @param format what the part reads with, which knows of the outcome from then on
     * @throws TopicException when none of the records can be read by what the registry says
     * @throws io.entrepot.registry.RegistryException when the registry cannot be asked
     */
    public static void of(TopicAdmin topics, KafkaSettings kafka, WireFormat format, String topic) {
        Map<TopicPartition, Long> starts = new HashMap<>(topics.startOffsets(topic));
        Map<TopicPartition, Long> ends = topics.endOffsets(topic);
        starts.entrySet().removeIf(start -> start.getValue() >= ends.getOrDefault(start.getKey(), 0L));
        if (starts.isEmpty()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.fetcher(CLIENT))) {
            SchemaCheck check = new SchemaCheck(consumer, format);
            for (Map.Entry<TopicPartition, Long> start : starts.entrySet()) {
                long end = ends.get(start.getKey());
                if (check.explains(start.getKey(), start.getValue(), Math.min(end, start.getValue() + OFFSETS_EACH))
                        || check.explains(start.getKey(), Math.max(start.getValue(), end - OFFSETS_EACH), end)) {
                    return;
                }
            }
            check.conclude(topic);
        }
    }

    private boolean explains(TopicPartition partition, long from, long to) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long sinceNs = System.nanoTime();
        try {
            while (consumer.position(partition) < to && System.nanoTime() - sinceNs < PATIENCE.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    sinceNs = System.nanoTime();
                    if (reads(record)) {
                        return true;
                    }
                }
            }
        } catch (OffsetOutOfRangeException trimmedMeanwhile) {
            return false;
        }
        return false;
    }

    private boolean reads(ConsumerRecord<byte[], byte[]> record) {
        try {
            format.decode(record.key());
            format.decode(record.value());
            return true;
        } catch (WireException | UnexplainedException bad) {
            fault = bad.getMessage();
            return false;
        }
    }

    private void conclude(String topic) {
        if (fault != null) {
            throw new TopicException("No record at the start or the end of " + topic + " can be read. " + fault
                    + (fault.endsWith(WriterSchemas.WAY_OUT) ? "" : WriterSchemas.WAY_OUT));
        }
    }
}
