package io.entrepot.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The positions of consumer groups, given where there are none. */
final class GroupPositions {

    private final Admin admin;
    private final AdminCalls calls;
    private final TopicOffsets offsets;

    GroupPositions(Admin admin, AdminCalls calls, TopicOffsets offsets) {
        this.admin = admin;
        this.calls = calls;
        this.offsets = offsets;
    }

    Map<TopicPartition, Long> of(String group) {
        return told(group, OffsetAndMetadata::offset);
    }

    Map<TopicPartition, String> notes(String group) {
        return told(group, OffsetAndMetadata::metadata);
    }

    private <T> Map<TopicPartition, T> told(String group, Function<OffsetAndMetadata, T> what) {
        Map<TopicPartition, T> told = new HashMap<>();
        try {
            calls.get("read the positions of the group " + group,
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                            .forEach((partition, position) -> {
                        if (position != null) {
                            told.put(partition, what.apply(position));
                        }
                    });
        } catch (TopicException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return told;
    }

    List<String> members(String group) {
        try {
            return calls.get("describe the group " + group, admin.describeConsumerGroups(List.of(group)).all()).get(group)
                    .members().stream().map(member -> member.clientId() + " on " + member.host()).sorted().toList();
        } catch (TopicException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    void delete(String group) {
        try {
            calls.get("delete the group " + group, admin.deleteConsumerGroups(List.of(group)).all());
        } catch (TopicException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    void ensure(String group, Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> missing = missing(group, wanted);
        if (missing.isEmpty()) {
            return;
        }
        try {
            give(group, missing, "", "its first positions");
        } catch (TopicException e) {
            // Another process of ours can have been faster, and its members are there already.
            if (!missing(group, wanted).isEmpty()) {
                throw e;
            }
        }
    }

    void put(String group, Map<TopicPartition, Long> wanted, String note) {
        give(group, wanted, note, "positions");
    }

    /** @param what how the positions are called where Kafka refuses them */
    private void give(String group, Map<TopicPartition, Long> positions, String note, String what) {
        Map<TopicPartition, OffsetAndMetadata> given = new HashMap<>();
        positions.forEach((partition, offset) -> given.put(partition, new OffsetAndMetadata(offset, note)));
        calls.get("give the group " + group + " " + what, admin.alterConsumerGroupOffsets(group, given).all());
    }

    private Map<TopicPartition, Long> missing(String group, Map<TopicPartition, Long> wanted) {
        // Asked before the positions: a running member commits and trims meanwhile, and its positions only grow.
        Map<TopicPartition, Long> firsts = offsets.first(wanted.keySet());
        Map<TopicPartition, Long> positions = of(group);
        Map<TopicPartition, Long> missing = new HashMap<>(wanted);
        missing.keySet().removeAll(positions.keySet());
        Map<TopicPartition, Long> present = new HashMap<>(positions);
        present.keySet().retainAll(wanted.keySet());
        checkNotTrimmed(group, present, firsts);
        return missing;
    }

    /** A reader would only learn from an exception of its client that its records are gone, and not which. */
    private static void checkNotTrimmed(String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> firsts) {
        positions.forEach((partition, position) -> {
            if (position < firsts.get(partition)) {
                throw new TopicException("The group " + group + " stands at offset " + position + " of " + partition
                        + ", whose first offset is " + firsts.get(partition) + ": records it has not read were trimmed.");
            }
        });
    }
}
