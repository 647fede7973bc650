package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The topics that deploy/kubernetes asks Strimzi for are those that {@code topics create} makes, and as it makes them. */
class KubernetesTopicsTest {

    private static final Path BASE = Path.of("../../deploy/kubernetes/base");
    private static final Replication REPLICATION = new Replication((short) 3, 2);

    private final YAMLMapper yaml = new YAMLMapper(new YAMLFactory());

    @Test
    void theTopicsAreOursWithOurSettings() throws IOException {
        // Given
        JsonNode settings = yaml.readTree(Files.readString(BASE.resolve("settings.yaml"))).get("data");
        FleetTopics fleet = new FleetTopics(settings.get("ENTREPOT_FLEET").asText());
        String destination = settings.get("ENTREPOT_DESTINATION").asText();
        Map<String, TopicSettings> ours = Map.of(fleet.interim(), TopicSettings.INTERIM, fleet.journal(), TopicSettings.JOURNAL,
                fleet.control(), TopicSettings.CONTROL, fleet.ordered(destination), TopicSettings.ORDERED,
                fleet.receipts(destination), TopicSettings.RECEIPTS, fleet.recall(destination), TopicSettings.RECALL);

        // When
        List<JsonNode> topics = yaml.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(BASE.resolve("topics.yaml"))).readAll();

        // Then
        assertThat(topics).extracting(topic -> topic.at("/spec/topicName").asText()).containsExactlyInAnyOrderElementsOf(ours.keySet());
        int partitions = topics.stream().mapToInt(topic -> topic.at("/spec/partitions").asInt()).max().orElseThrow();
        for (JsonNode topic : topics) {
            String name = topic.at("/spec/topicName").asText();
            assertThat(topic.at("/metadata/name").asText()).isEqualTo(name);
            assertThat(topic.at("/spec/partitions").asInt()).as(name).isEqualTo(ours.get(name).partitions(partitions));
            assertThat(topic.at("/spec/replicas").asInt()).as(name).isEqualTo(3);
            Map<String, String> config = new HashMap<>();
            topic.at("/spec/config").properties().forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
            assertThat(config).as(name).isEqualTo(ours.get(name).forCreation(REPLICATION));
        }
    }
}
