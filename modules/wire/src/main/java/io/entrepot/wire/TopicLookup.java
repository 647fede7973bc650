package io.entrepot.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What topics are, by Kafka's word. Every method throws {@link TopicException} when Kafka refuses or does not answer. */
final class TopicLookup {

    /** How long a topic that was just made may take to be known to every broker. */
    private static final long KNOWN_AFTER_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long ASK_AGAIN_MS = 50;

    private final Admin admin;
    private final AdminCalls calls;
    /** What some broker has known; another one, asked next, may not know it yet. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    TopicLookup(Admin admin, AdminCalls calls) {
        this.admin = admin;
        this.calls = calls;
    }

    /** @throws TopicException also when there is no such fleet */
    TopicDescription interim(FleetTopics fleet) {
        String topic = fleet.interim();
        Supplier<TopicDescription> question = () -> calls.get("find the topic " + topic, admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        try {
            return seen.contains(topic) ? known(question) : question.get();
        } catch (TopicException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new TopicException("There is no fleet " + fleet.fleet() + ": its topic " + topic
                        + " does not exist; create it first, with entrepot topics create.", e.getCause());
            }
            throw e;
        }
    }

    /** Topics that exist. */
    Map<String, TopicDescription> described(Collection<String> topics) {
        Map<String, TopicDescription> described = known(() -> calls.get("find the topics " + topics,
                admin.describeTopics(topics).allTopicNames()));
        seen.addAll(topics);
        return described;
    }

    /** These exist no more. */
    void forget(Collection<String> topics) {
        seen.removeAll(topics);
    }

    /** Those of the topics that do not exist. */
    List<String> missing(Collection<String> topics) {
        List<String> missing = new ArrayList<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, described) -> {
            try {
                calls.get("find the topic " + topic, described);
            } catch (TopicException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(topic);
            }
        });
        return missing;
    }

    /**
     * Topics that exist with their settings, beside what these should be; all at once, for brokers may be far away.
     *
     * @return in the order of {@code topics}
     */
    List<TopicInspection> inspections(Map<String, TopicSettings> topics) {
        return inspections(described(topics.keySet()), topics);
    }

    /** As above, of topics that have been described. */
    List<TopicInspection> inspections(Map<String, TopicDescription> described, Map<String, TopicSettings> topics) {
        Map<String, ConfigResource> resources = new LinkedHashMap<>();
        topics.keySet().forEach(topic -> resources.put(topic, new ConfigResource(ConfigResource.Type.TOPIC, topic)));
        Map<ConfigResource, Config> configs = known(() -> calls.get("read the settings of the topics " + topics.keySet(),
                admin.describeConfigs(resources.values()).all()));
        return topics.keySet().stream()
                .map(topic -> new TopicInspection(described.get(topic), configs.get(resources.get(topic)), topics.get(topic))).toList();
    }

    /** Asks until the topics, which exist, are known to whichever broker answers. */
    private static <T> T known(Supplier<T> question) {
        long start = System.nanoTime();
        while (true) {
            try {
                return Objects.requireNonNull(question.get());
            } catch (TopicException e) {
                boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknown || System.nanoTime() - start > KNOWN_AFTER_NS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
