package io.entrepot.wire;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Gives orders to the agents of a fleet. */
public final class ControlWriter implements AutoCloseable {

    private final String topic;
    private final WireFormat wire;
    private final String server;
    private final Producer<byte[], byte[]> producer;

    /** @throws TopicException when the settings cannot be used */
    public ControlWriter(KafkaSettings kafka, WireFormat wire, FleetTopics fleet) {
        topic = fleet.control();
        this.wire = wire;
        server = kafka.bootstrapServer();
        try {
            producer = new KafkaProducer<>(kafka.plainProducer("entrepot-control"));
        } catch (KafkaException e) {
            throw fault(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Gives an order, and waits until it is kept.
     *
     * @throws TopicException           when it is not
     * @throws IllegalArgumentException when it breaks a rule
     */
    public void write(ControlKey key, ControlOrder order) {
        try {
            producer.send(new ProducerRecord<>(topic, 0, wire.encode(topic, key), wire.encode(topic, order))).get();
        } catch (ExecutionException e) {
            throw fault(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault(e);
        } catch (KafkaException e) {
            throw fault(e);
        }
    }

    private TopicException fault(Throwable cause) {
        return new TopicException("Kafka at " + server + " could not write to the topic " + topic + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        producer.close();
    }
}
