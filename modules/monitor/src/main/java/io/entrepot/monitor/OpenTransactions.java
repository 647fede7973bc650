package io.entrepot.monitor;

import io.entrepot.monitor.core.Standstill;
import io.entrepot.wire.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the brokers for how long transactions on a topic have been open, by where the readers that heed them stand. For one thread. */
public final class OpenTransactions implements AutoCloseable {

    private final Admin admin;
    private final String topic;
    private final Standstill standstill = new Standstill();
    private int partitions;

    public OpenTransactions(KafkaSettings kafka, String topic) {
        this.admin = Admin.create(kafka.admin());
        this.topic = topic;
    }

    /**
     * Milliseconds by partition; 0 where nothing is in the way.
     *
     * @throws KafkaException when the brokers do not say
     */
    public Map<Integer, Long> look(long nowMs) {
        try {
            if (partitions == 0) {
                partitions = admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).partitions().size();
            }
            // In this order: what is committed meanwhile makes the second larger, and stands still for one look at most.
            Map<Integer, Long> committed = ends(IsolationLevel.READ_COMMITTED);
            return standstill.look(nowMs, committed, ends(IsolationLevel.READ_UNCOMMITTED));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private Map<Integer, Long> ends(IsolationLevel isolation) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<Integer, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each
                : admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all().get().entrySet()) {
            ends.put(each.getKey().partition(), each.getValue().offset());
        }
        return ends;
    }

    @Override
    public void close() {
        admin.close(KafkaSettings.CLOSE_SHORT);
    }
}
