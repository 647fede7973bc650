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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ordered topic as a thing: which one it is, and what of it is no longer needed. Thread-safe. */
final class OrderedTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedTopic.class);
    /** Kafka removes whole segments, so that trimming more often would bring nothing. */
    static final long TRIM_NS = 5_000_000_000L;

    /** Soon enough for a person who resets a destination, and nothing beside what the writer asks for anyway. */
    static final long ASK_NS = 5_000_000_000L;
    /** Answers in a row that there is no such topic. */
    static final int MISSING_MAX = 3;

    private final String topic;
    private final LongSupplier nanoTime;
    private final Admin admin;
    private final Map<TopicPartition, Long> trimmedNs = new ConcurrentHashMap<>();
    /** Of the thread that asks; the rest is for any. */
    private KafkaFuture<Map<String, TopicDescription>> question;
    private long askedNs;
    private int missing;

    OrderedTopic(KafkaSettings kafka, String topic) {
        this(kafka, topic, System::nanoTime);
    }

    /** @param nanoTime a clock, in nanoseconds since whenever */
    OrderedTopic(KafkaSettings kafka, String topic, LongSupplier nanoTime) {
        this.topic = topic;
        this.nanoTime = nanoTime;
        this.admin = Admin.create(kafka.admin());
        this.askedNs = nanoTime.getAsLong();
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

    /**
     * Sees now and then whether it is still that topic, and does not wait for the answer: a writer that stands idle learns in no other
     * way that its destination was reset.
     *
     * @throws WriterException when it is another, or has been gone for a while
     */
    void requireStill(Uuid topicId) {
        long nowNs = nanoTime.getAsLong();
        if (question == null && nowNs - askedNs >= ASK_NS) {
            askedNs = nowNs;
            question = admin.describeTopics(List.of(topic)).allTopicNames();
        } else if (question != null && question.isDone()) {
            KafkaFuture<Map<String, TopicDescription>> answer = question;
            question = null;
            if (!isStill(answer, topicId)) {
                throw new WriterException("The topic " + topic + " was deleted, or made anew, while it was written from: the destination was"
                        + " reset. Start the writer again when it is to receive anew; what is there stays.");
            }
        }
    }

    private boolean isStill(KafkaFuture<Map<String, TopicDescription>> answer, Uuid topicId) {
        try {
            boolean same = answer.get().get(topic).topicId().equals(topicId);
            missing = 0;
            return same;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                missing++;
            }
            // Brokers that are away are waited for, and one that has just started may not know of it yet.
            return missing < MISSING_MAX;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
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
        admin.close(KafkaSettings.CLOSE_SHORT);
    }
}
