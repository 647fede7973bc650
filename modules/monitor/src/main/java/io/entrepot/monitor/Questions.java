package io.entrepot.monitor;

import io.entrepot.wire.AdminCalls;
import io.entrepot.wire.KafkaSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers are asked, and what went wrong as a sentence. */
final class Questions implements AutoCloseable {

    private final String bootstrapServer;
    private final Admin admin;

    Questions(String bootstrapServer, Map<String, Object> settings) {
        this.bootstrapServer = bootstrapServer;
        try {
            this.admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw fault("be asked with these settings", e.getCause() == null ? e : e.getCause());
        }
    }

    Set<String> topics() {
        return get("name its topics", admin.listTopics().names());
    }

    TopicDescription describe(String topic) {
        return get("describe the topic " + topic, admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic);
    }

    /** Kafka's ids of topics, which others of the same names do not have; one that is gone is absent. */
    Map<String, Uuid> topicIds(Collection<String> topics) {
        Map<String, Uuid> ids = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                ids.put(topic, description.get().topicId());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw fault("describe the topic " + topic, e.getCause());
                }
            }
        });
        return ids;
    }

    /** First offset of each that is still there. */
    Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Offset behind what a read_committed reader can come to. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** Where the group stands; partitions without a position are absent, and all are when there is no such group. */
    Map<TopicPartition, Long> positions(String group) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().forEach((partition, position) -> {
                if (position != null) {
                    positions.put(partition, position.offset());
                }
            });
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw fault("tell the positions of the group " + group, e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return positions;
    }

    /** Members of a group of consumers or of Streams; empty when this user may not know. */
    OptionalInt members(String group) {
        try {
            return OptionalInt.of(admin.describeConsumerGroups(Set.of(group)).all().get().get(group).members().size());
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException ? streamsMembers(group) : OptionalInt.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private OptionalInt streamsMembers(String group) {
        try {
            return OptionalInt.of(admin.describeStreamsGroups(Set.of(group)).all().get().get(group).members().size());
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException ? OptionalInt.of(0) : OptionalInt.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Bytes of each partition's log, of its longest replica; none where this user may not know. */
    Map<TopicPartition, Long> logBytes() {
        Map<TopicPartition, Long> bytes = new HashMap<>();
        try {
            Set<Integer> brokers = new HashSet<>();
            admin.describeCluster().nodes().get().forEach(node -> brokers.add(node.id()));
            admin.describeLogDirs(brokers).allDescriptions().get().values().forEach(directories -> directories.values()
                    .forEach(directory -> directory.replicaInfos()
                            .forEach((partition, replica) -> bytes.merge(partition, replica.size(), Math::max))));
        } catch (ExecutionException e) {
            return Map.of();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return bytes;
    }

    @Override
    public void close() {
        admin.close(KafkaSettings.CLOSE_SHORT);
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, spec));
        Map<TopicPartition, ListOffsetsResultInfo> answer = get("tell offsets",
                admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private <T> T get(String doing, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw fault(doing, e.getCause());
        }
    }

    /** @param doing what Kafka could not do */
    MonitorException fault(String doing, Throwable cause) {
        String message;
        if (cause instanceof TimeoutException) {
            message = "No answer in time from Kafka at " + bootstrapServer + ": check the bootstrap server, its listener and that it"
                    + " is running.";
        } else if (cause instanceof AuthenticationException) {
            message = "Kafka at " + bootstrapServer + " did not let us in (" + AdminCalls.words(cause) + "): check the security settings.";
        } else if (cause instanceof AuthorizationException) {
            message = "Kafka at " + bootstrapServer + " does not permit us to have it " + doing + " (" + AdminCalls.words(cause)
                    + "): give this user the access.";
        } else {
            message = "Kafka at " + bootstrapServer + " could not " + doing + " (" + AdminCalls.words(cause) + ").";
        }
        return new MonitorException(message, cause);
    }
}
