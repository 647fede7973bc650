package io.entrepot.source.space;

import io.entrepot.wire.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the brokers for their log directories. */
final class BrokerRoom implements Supplier<Room>, AutoCloseable {

    private final Admin admin;
    private final String topic;

    /** @param admin closed with this */
    BrokerRoom(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /** @throws KafkaException when they do not answer */
    @Override
    public Room get() {
        try {
            List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            return room(admin.describeLogDirs(brokers).allDescriptions().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Room room(Map<Integer, Map<String, LogDirDescription>> brokers) {
        Map<TopicPartition, Long> sizes = new HashMap<>();
        OptionalLong free = OptionalLong.empty();
        int fullest = -1;
        for (Map.Entry<Integer, Map<String, LogDirDescription>> broker : brokers.entrySet()) {
            for (LogDirDescription disk : broker.getValue().values()) {
                boolean here = false;
                for (var replica : disk.replicaInfos().entrySet()) {
                    if (replica.getKey().topic().equals(topic)) {
                        here = true;
                        sizes.merge(replica.getKey(), replica.getValue().size(), Math::max);
                    }
                }
                if (here && disk.usableBytes().isPresent() && (free.isEmpty() || disk.usableBytes().getAsLong() < free.getAsLong())) {
                    free = disk.usableBytes();
                    fullest = broker.getKey();
                }
            }
        }
        return new Room(sizes.values().stream().mapToLong(Long::longValue).sum(), free, fullest);
    }

    @Override
    public void close() {
        admin.close(KafkaSettings.CLOSE_SHORT);
    }
}
