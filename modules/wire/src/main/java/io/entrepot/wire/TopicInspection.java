package io.entrepot.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Holds a topic that is there against what it must be.
 *
 * @param topic    as Kafka describes it
 * @param config   its settings, with the brokers' where it has none of its own
 * @param settings what it is held to
 */
record TopicInspection(TopicDescription topic, Config config, TopicSettings settings) {

    private static final String IN_SYNC = "min.insync.replicas";

    /**
     * Everything about it that would break something.
     *
     * @param partitions of the fleet's interim topic
     */
    List<TopicFault> faults(int partitions) {
        List<TopicFault> faults = new ArrayList<>();
        int actual = topic.partitions().size();
        int wanted = settings.partitions(partitions);
        if (actual != wanted) {
            faults.add(new TopicFault(topic.name(), "partitions", Integer.toString(actual), Integer.toString(wanted),
                    settings == TopicSettings.CONTROL ? "orders count in the order in which they were given"
                            : "an image's records stand on the same partition of every topic of its fleet"));
        }
        for (TopicSetting setting : settings.settings()) {
            String value = value(setting.name());
            if (!setting.allows(value)) {
                faults.add(new TopicFault(topic.name(), setting.name(), value, setting.expected(), setting.why()));
            }
        }
        replicationFault(faults);
        return faults;
    }

    TopicState state(int partitions, Map<Integer, Long> starts, Map<Integer, Long> ends) {
        return new TopicState(topic.name(), topic.topicId().toString(), topic.partitions().size(),
                Replication.factor(topic), inSync(), starts, ends, faults(partitions));
    }

    /** At least one. */
    int inSync() {
        String value = value(IN_SYNC);
        return value == null ? 1 : Math.max(1, Integer.parseInt(value));
    }

    private void replicationFault(List<TopicFault> faults) {
        int factor = Replication.factor(topic);
        if (inSync() > factor) {
            faults.add(new TopicFault(topic.name(), IN_SYNC, Integer.toString(inSync()), "at most " + factor,
                    "with a replication factor of " + factor + " nothing could be written to it"));
        } else if (!new Replication((short) factor, inSync()).isSafe()) {
            faults.add(new TopicFault(topic.name(), IN_SYNC, Integer.toString(inSync()),
                    "at least " + Replication.IN_SYNC_SAFE,
                    "what is acknowledged must outlive the loss of a broker: nothing is sent twice"));
        }
    }

    private String value(String setting) {
        return config.get(setting) == null ? null : config.get(setting).value();
    }
}
