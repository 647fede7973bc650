package io.entrepot.cli.cluster;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ControlWriter;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.time.Instant;

/** Gives one order to the agents of a fleet. */
public final class ControlJob {

    private final KafkaSettings kafka;
    private final FleetTopics fleet;
    private final SchemaRegistry registry;

    public ControlJob(KafkaSettings kafka, FleetTopics fleet, SchemaRegistry registry) {
        this.kafka = kafka;
        this.fleet = fleet;
        this.registry = registry;
    }

    /**
     * Returns when the order is kept: agents that run heed it within a second or so, others when they start.
     *
     * @param bytesPerSecond of a rate; null for none
     * @throws io.entrepot.wire.TopicException when there is no such fleet, or Kafka does not answer
     */
    public void give(ControlKey key, ControlVerb verb, Long bytesPerSecond) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.checkFleet(fleet);
        }
        try (ControlWriter writer = new ControlWriter(kafka, new WireFormat(registry), fleet)) {
            writer.write(key, new ControlOrder(verb, bytesPerSecond, Machine.userAt(), Instant.now()));
        }
    }
}
