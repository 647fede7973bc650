package io.entrepot.source;

import io.entrepot.wire.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Where a topic ends, open transactions included: everything that has been committed lies before it. */
final class TopicEnds implements AutoCloseable {

    private final Admin admin;

    TopicEnds(KafkaSettings kafka) {
        admin = Admin.create(kafka.admin());
    }

    Map<TopicPartition, Long> of(String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            question.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all().get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return ends;
    }

    @Override
    public void close() {
        admin.close();
    }
}
