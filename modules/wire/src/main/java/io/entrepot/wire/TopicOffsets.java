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
        TopicDescription description = calls.get("find the topic " + topic,
                admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        return of(description.partitions().stream().map(p -> new TopicPartition(topic, p.partition())).toList(), spec, isolation);
    }

    /** The first of each of these partitions. */
    Map<TopicPartition, Long> first(Collection<TopicPartition> partitions) {
        return of(partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    }

    /** One of each of these partitions. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, spec));
        if (question.isEmpty()) {
            return Map.of();
        }
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
