package io.entrepot.destination;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicException;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer that shares a destination's partitions with others like it, on other hosts, where all of them see the same directory.
 * Which partitions it writes is the business of the destination's consumer group.
 *
 * <p>The member of the group reads nothing: it only says what is to be written, and a {@link Stint} does that. So a disk that stands
 * still for minutes does not cost the membership, and a rebalance that takes nothing away interrupts nothing. A partition that is
 * taken away is given up only when all that was in hand is durable; one that was lost is given up without giving anything its name.
 * Either way the partition's lock in the directory lets the next one begin only when this one has ended.
 */
public final class GroupWriter implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String ASSIGNMENT = "partition.assignment.strategy";

    private final WriterSettings settings;
    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final WriterListener listener;
    private final FleetTopics topics;
    private final SingleRun own = new SingleRun();
    private final Set<Integer> owned = new TreeSet<>();
    private volatile KafkaConsumer<byte[], byte[]> member;
    private Stint stint;

    /** @param settings of which the partitions do not count */
    public GroupWriter(WriterSettings settings, KafkaSettings kafka, SchemaRegistry registry, WriterListener listener) {
        this.settings = settings;
        this.kafka = kafka;
        this.registry = registry;
        this.listener = listener;
        this.topics = new FleetTopics(settings.fleet());
    }

    /**
     * Writes what the group gives it until {@link #stop}; once.
     *
     * @throws WriterException when it cannot go on; others of the group take over, and a later run takes part again
     */
    @Override
    public void run() {
        own.begin();
        try (KafkaConsumer<byte[], byte[]> joined = new KafkaConsumer<>(memberSettings(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            member = joined;
            takePart(joined);
        } catch (RegistryException | TopicException | KafkaException e) {
            throw WriterException.of(e, kafka, settings);
        } finally {
            own.end();
        }
    }

    private Map<String, Object> memberSettings() {
        String group = topics.writerGroup(settings.destination());
        Map<String, Object> member = new HashMap<>(kafka.consumer(group));
        member.put("client.id", group + ".member");
        // It reads nothing, so that a place that is not there is no loss.
        member.put("auto.offset.reset", "earliest");
        if (!"consumer".equals(member.get("group.protocol"))) {
            // What is not taken away stays with its writer while the group makes up its mind.
            member.putIfAbsent(ASSIGNMENT, CooperativeStickyAssignor.class.getName());
        }
        return member;
    }

    private void takePart(KafkaConsumer<byte[], byte[]> joined) {
        String topic = topics.ordered(settings.destination());
        try (OrderedTopic ordered = new OrderedTopic(kafka, topic)) {
            ordered.describe();
        }
        joined.subscribe(List.of(topic), new Handover());
        try {
            while (!own.isStopping() && !hasFailed()) {
                poll(joined);
            }
        } finally {
            // Before the member leaves: what it had is free for others only then.
            endStint();
        }
        failIfFailed();
    }

    /** Woken by who stops it, or by a stint that fails: also by one that has been given up since, which is nothing to end for. */
    private static void poll(KafkaConsumer<byte[], byte[]> joined) {
        try {
            joined.poll(POLL);
        } catch (WakeupException woken) {
            LOG.atDebug().log("The member of the group was woken");
        }
    }

    private boolean hasFailed() {
        return stint != null && stint.failure() != null;
    }

    private void failIfFailed() {
        Throwable failure = stint == null ? null : stint.failure();
        if (failure instanceof Error e) {
            throw e;
        } else if (failure instanceof Exception e) {
            throw WriterException.of(e, kafka, settings);
        }
    }

    private void endStint() {
        if (stint != null) {
            stint.end();
        }
    }

    /** Whether it belongs to the group, and takes what that gives it, which may be nothing. */
    public boolean isRunning() {
        return member != null && !own.hasEnded();
    }

    /** Has {@link #run} return; from any thread, any number of times. */
    public void stop() {
        own.stop();
        wakeup();
    }

    private void wakeup() {
        KafkaConsumer<byte[], byte[]> joined = member;
        if (joined != null) {
            joined.wakeup();
        }
    }

    /** Stops, and waits until {@link #run} has returned if it was called. */
    @Override
    public void close() {
        stop();
        own.awaitEnd();
    }

    /** Called by the group, from within the member's poll. */
    private final class Handover implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            if (!gone.isEmpty()) {
                endStint();
                forget(gone);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> gone) {
            LOG.atWarn().addKeyValue("partitions", gone).log("The group has given partitions to others");
            if (stint != null) {
                stint.abandon();
                // Whatever it ended with is of no interest: it was no longer its business.
                stint = null;
            }
            forget(gone);
        }

        /** A stint that has failed stays, and is told by the member's thread. */
        private void forget(Collection<TopicPartition> gone) {
            owned.removeAll(numbers(gone));
            if (!hasFailed()) {
                stint = null;
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> come) {
            // The member only belongs; the stint's own consumer reads.
            member.pause(member.assignment());
            boolean more = owned.addAll(numbers(come));
            if (hasFailed() || stint != null && !more) {
                return;
            }
            endStint();
            if (hasFailed()) {
                return;
            }
            stint = null;
            listener.assigned(Set.copyOf(owned));
            if (!owned.isEmpty()) {
                stint = new Stint(settings.withPartitions(owned), kafka, new WireFormat(registry), listener, GroupWriter.this::wakeup).start();
            }
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
