package io.entrepot.replay;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.ReceiptBook;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/**
 * Takes from Kafka all that it holds of a destination: a resequencer that is started then begins with the first record of
 * the interim topic. Files at the destination are not touched, nor is the interim topic.
 *
 * <p>Every method throws {@link ReplayException} or {@link io.entrepot.wire.TopicException} with one sentence when it cannot.
 */
public final class Reset implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(5);
    /** Longer than brokers take to hear of anything; then they go all the same. */
    private static final Duration GONE = Duration.ofSeconds(30);
    private static final long TICK_MS = 50;

    private final FleetTopics fleet;
    private final String destination;
    private final KafkaSettings kafka;
    private final WireFormat format;
    private final TopicAdmin topics;

    public Reset(FleetTopics fleet, String destination, KafkaSettings kafka, SchemaRegistry registry) {
        this.fleet = fleet;
        this.destination = destination;
        this.kafka = kafka;
        this.format = new WireFormat(registry);
        this.topics = new TopicAdmin(kafka);
    }

    /**
     * What there is.
     *
     * @param topics     that go, by name
     * @param groups     that go with their positions
     * @param active     who is in those groups, as client and host
     * @param unfinished images that the destination has begun and not finished
     */
    public record Plan(List<String> topics, List<String> groups, List<String> active, List<String> unfinished) {
    }

    /** Looks, and changes nothing. */
    public Plan plan() {
        String changelogs = fleet.applicationId(destination) + "-";
        List<String> own = List.of(fleet.ordered(destination), fleet.receipts(destination), fleet.recall(destination));
        List<String> there = topics.names(fleet).stream()
                .filter(name -> own.contains(name) || name.startsWith(changelogs)).toList();
        List<String> groups = List.of(fleet.applicationId(destination), fleet.writerGroup(destination));
        if (there.isEmpty()) {
            throw new ReplayException("There is no destination " + destination + " of fleet " + fleet.fleet()
                    + ": it has no topics.");
        }
        List<String> active = new ArrayList<>();
        groups.forEach(group -> active.addAll(topics.members(group)));
        List<String> unfinished = there.contains(fleet.receipts(destination))
                ? ReceiptBook.read(topics, kafka, format, fleet.receipts(destination), any -> true, any -> true, () -> false).unfinished()
                : List.of();
        return new Plan(there, groups.stream().filter(group -> !topics.positions(group).isEmpty()).toList(), active, unfinished);
    }

    /** Does it. Writers that run, of which nothing on the cluster tells, are shut out first and end with a sentence. */
    public void carryOut(Plan plan) {
        if (plan.topics().contains(fleet.ordered(destination))) {
            shutOutWriters();
        }
        plan.groups().forEach(topics::deleteGroup);
        topics.delete(plan.topics());
        awaitGone(plan.topics());
    }

    /** Kafka answers when it has decided: who asks next, as a replay does, may be told of them for a moment more. */
    private void awaitGone(List<String> deleted) {
        long endNs = System.nanoTime() + GONE.toNanos();
        try {
            while (topics.names(fleet).stream().anyMatch(deleted::contains) && System.nanoTime() < endNs) {
                TimeUnit.MILLISECONDS.sleep(TICK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutOutWriters() {
        int partitions = topics.startOffsets(fleet.ordered(destination)).size();
        for (int partition = 0; partition < partitions; partition++) {
            KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(kafka.producer(fleet.writerTransactionalId(destination, partition)));
            try {
                producer.initTransactions();
            } catch (KafkaException e) {
                throw new ReplayException("Writers of destination " + destination + " cannot be shut out ("
                        + e.getMessage() + "): see whether Kafka's brokers are well, and run it again.", e);
            } finally {
                producer.close(CLOSE);
            }
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
