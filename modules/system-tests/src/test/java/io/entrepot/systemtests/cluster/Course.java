package io.entrepot.systemtests.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a crossing has got, in offsets summed over the partitions.
 *
 * @param sent    end of the interim topic
 * @param ordered end of the destination's ordered topic
 * @param written what the writers have committed of that
 */
record Course(long sent, long ordered, long written) {

    static Course of(Admin admin, String interim, String ordered, String writers, int partitions) {
        try {
            return new Course(end(admin, interim, partitions), end(admin, ordered, partitions),
                    admin.listConsumerGroupOffsets(writers).partitionsToOffsetAndMetadata().get().values().stream()
                            .filter(Objects::nonNull).mapToLong(position -> position.offset()).sum());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the brokers do not say their offsets", e);
        }
    }

    private static long end(Admin admin, String topic, int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(ends).all().get().values().stream().mapToLong(end -> end.offset()).sum();
    }

    /** What has been done since. */
    Course since(Course before) {
        return new Course(sent - before.sent, ordered - before.ordered, written - before.written);
    }
}
