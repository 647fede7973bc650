package io.entrepot.cli.cluster;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the parts of a destination have in common.
 *
 * @param fleet       its topics
 * @param destination its name
 * @param kafka       how to reach it
 * @param registry    left open
 * @param state       where state and log are kept; the default is the user's own
 */
public record ReceivingRequest(FleetTopics fleet, String destination, KafkaSettings kafka, SchemaRegistry registry,
                               Optional<Path> state) {
}
