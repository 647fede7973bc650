package io.entrepot.destination;

import io.entrepot.wire.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ordered topic as a thing: which one it is, and what of it is no longer needed. Thread-safe. */
final class OrderedTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedTopic.class);
    /** Kafka removes whole segments, so that trimming more often would bring nothing. */
    static final long TRIM_NS = 5_000_000_000L;

    private final String topic;
    private final LongSupplier nanoTime;
    private final Admin admin;
    private final Map<TopicPartition, Long> trimmedNs = new ConcurrentHashMap<>();

    OrderedTopic(KafkaSettings kafka, String topic) {
        this(kafka, topic, System::nanoTime);
    }

    /** @param nanoTime a clock, in nanoseconds since whenever */
    OrderedTopic(KafkaSettings kafka, String topic, LongSupplier nanoTime) {
        this.topic = topic;
        this.nanoTime = nanoTime;
        this.admin = Admin.create(kafka.admin());
    }

    TopicDescription describe() {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new WriterException("The topic " + topic + " does not exist: create the fleet's topics first, or see"
                        + " whether fleet and destination are spelled right.", e);
            }
            throw new WriterException("The topic " + topic + " cannot be examined: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WriterException("The writer was interrupted; run it again, it goes on where it stopped.", e);
        }
    }

    /** What lies before the offset is at the destination, durably: now and then it is removed. Does not wait. */
    void isDoneBefore(TopicPartition partition, long offset) {
        long nowNs = nanoTime.getAsLong();
        Long last = trimmedNs.putIfAbsent(partition, nowNs);
        if (last == null || nowNs - last < TRIM_NS) {
            return;
        }
        trimmedNs.put(partition, nowNs);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().whenComplete((done, e) -> {
            if (e != null) {
                LOG.atWarn().addKeyValue("partition", partition).addKeyValue("cause", e.getMessage())
                        .log("What has been written cannot be removed from the ordered topic");
            }
        });
    }

    @Override
    public void close() {
        admin.close();
    }
}
