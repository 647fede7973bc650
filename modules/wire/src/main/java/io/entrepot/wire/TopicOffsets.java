package io.entrepot.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Offsets of topics, by Kafka's word. Every method throws {@link TopicException} when Kafka refuses or does not answer. */
final class TopicOffsets {

    private final Admin admin;
    private final AdminCalls calls;

    TopicOffsets(Admin admin, AdminCalls calls) {
        this.admin = admin;
        this.calls = calls;
    }

    /** One of each partition, as a read_committed reader sees it. */
    Map<TopicPartition, Long> of(String topic, OffsetSpec spec) {
        return of(topic, spec, IsolationLevel.READ_COMMITTED);
    }

    /** One of each partition. */
    Map<TopicPartition, Long> of(String topic, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        TopicDescription description = calls.get("find the topic " + topic,
                admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        description.partitions().forEach(p -> question.put(new TopicPartition(topic, p.partition()), spec));
        return answered(question, isolation);
    }

    /** The first of each partition. */
    Map<TopicPartition, Long> first(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, OffsetSpec.earliest()));
        return question.isEmpty() ? Map.of() : answered(question, IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> answered(Map<TopicPartition, OffsetSpec> question, IsolationLevel isolation) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        calls.get("read the offsets of " + topics(question.keySet()), admin.listOffsets(question, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** Deletes the records before these. */
    void trim(Map<TopicPartition, Long> before) {
        Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
        before.forEach((partition, offset) -> deletions.put(partition, RecordsToDelete.beforeOffset(offset)));
        calls.get("trim " + topics(before.keySet()), admin.deleteRecords(deletions).all());
    }

    private static String topics(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).distinct().sorted().collect(Collectors.joining(", "));
    }
}
