package io.entrepot.systemtests.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What the writers of a destination have said of each image so far, while they are at it. */
public final class ReceiptBoard implements AutoCloseable {

    private final LogReader reader;
    private final Decoder decoder;
    private final String topic;

    /** @param topic a destination's receipts */
    public ReceiptBoard(String bootstrapServer, SchemaSource schemas, String topic) {
        reader = new LogReader(bootstrapServer);
        decoder = new Decoder(schemas);
        this.topic = topic;
    }

    /** The last word on each image's newest generation that has one. */
    public Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        int partitions = reader.topics().getOrDefault(topic, 0);
        for (int partition = 0; partition < partitions; partition++) {
            reader.read(new TopicPartition(topic, partition), record -> {
                Entry entry = decoder.decode(record);
                if (entry.readable()) {
                    states.put(entry.image(), ReceiptAudit.state(entry));
                }
            });
        }
        return states;
    }

    @Override
    public void close() {
        reader.close();
    }
}
