package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.entrepot.broker.BrokerOptions;
import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.broker.Listener;
import io.entrepot.monitor.FleetMonitor;
import io.entrepot.monitor.MonitorSettings;
import io.entrepot.monitor.OpenTransactions;
import io.entrepot.monitor.TrimTarget;
import io.entrepot.monitor.Trimming;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.replay.From;
import io.entrepot.replay.Replay;
import io.entrepot.replay.ReplaySettings;
import io.entrepot.replay.Reset;
import io.entrepot.replay.ScanProgress;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that deploy/kubernetes gives are enough for what is done with them: Kafka's own authorizer is asked. */
class KubernetesRightsTest {

    private static final Path USERS = Path.of("../../deploy/kubernetes/base/users.yaml");
    private static final String EAST = "east";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final Duration HEEDED = Duration.ofMinutes(5);

    @TempDir
    private Path temp;

    private final FleetTopics fleet = new FleetTopics("web");

    @Test
    void aResequencerMayLookAtItsFleet() throws Exception {
        // Given
        String user = "entrepot-resequencer";
        try (EmbeddedBroker broker = broker(user); SchemaRegistry registry = SchemaRegistries.embedded(temp.resolve("schemas.json"))) {
            prepare(broker, user);
            KafkaSettings kafka = as(user, broker);
            MonitorSettings settings = new MonitorSettings(fleet.fleet(), Optional.of(EAST), MonitorSettings.JOURNAL_BYTES_DEFAULT);
            try (FleetMonitor monitor = new FleetMonitor(settings, kafka, registry, System::currentTimeMillis);
                    OpenTransactions transactions = new OpenTransactions(kafka, fleet.interim())) {
                // When, Then: brokers heed rights a moment after they were given
                await().atMost(HEEDED).ignoreExceptions().untilAsserted(() -> {
                    assertThat(monitor.look().destinations()).singleElement().matches(each -> each.resequencers().isPresent(), "members are known");
                    assertThat(transactions.look(0)).containsOnlyKeys(0);
                });
            }
        }
    }

    @Test
    void anOperatorMayRecallTrimAndReset() throws Exception {
        // Given
        String user = "entrepot-operator";
        try (EmbeddedBroker broker = broker(user); SchemaRegistry registry = SchemaRegistries.embedded(temp.resolve("schemas.json"))) {
            prepare(broker, user);
            KafkaSettings anyone = KafkaSettings.of(broker.bootstrapServers());
            send(anyone, registry);
            KafkaSettings kafka = as(user, broker);
            try (TopicAdmin topics = new TopicAdmin(anyone); TopicAdmin ours = new TopicAdmin(kafka)) {
                // Brokers heed rights a moment after they were given.
                await().atMost(HEEDED).ignoreExceptions().untilAsserted(() -> ours.checkFleet(fleet));
                // When, Then: to a destination that has its topics and nothing else
                ReplaySettings replay = new ReplaySettings(fleet, EAST, any -> true, From.START, false, false, temp);
                assertThat(new Replay(replay, kafka, registry, ScanProgress.NONE).replay().written()).isTrue();
                assertThat(topics.endOffsets(fleet.recall(EAST)).values()).allMatch(end -> end > 0);

                // When, Then
                trim(kafka, registry);
                assertThat(topics.startOffsets(fleet.interim()).values()).containsExactly(2L);

                // When, Then: one of the topics that Streams makes is there as well
                try (Admin admin = Admin.create(anyone.admin())) {
                    admin.createTopics(List.of(new NewTopic(fleet.applicationId(EAST) + "-images-changelog", 1, (short) 1))).all().get();
                }
                List<String> groups = List.of(fleet.applicationId(EAST), fleet.writerGroup(EAST));
                groups.forEach(group -> topics.putPositions(group, Map.of(new TopicPartition(fleet.interim(), 0), 2L)));
                try (Reset reset = new Reset(fleet, EAST, kafka, registry)) {
                    reset.carryOut(reset.plan());
                }
                await().untilAsserted(() -> assertThat(topics.names(fleet)).containsExactly(fleet.control(), fleet.interim(), fleet.journal()));
                assertThat(groups).allMatch(group -> topics.positions(group).isEmpty());
            }
        }
    }

    private void trim(KafkaSettings kafka, SchemaRegistry registry) {
        try (Trimming trimming = new Trimming(fleet, kafka, registry)) {
            TrimTarget target = new TrimTarget.Before(Map.of(0, 2L));
            trimming.carryOut(trimming.settle(trimming.plan(target), target));
        }
    }

    /** An image without bytes. */
    private void send(KafkaSettings kafka, SchemaRegistry registry) throws Exception {
        WireFormat format = new WireFormat(registry);
        RecordKey key = new RecordKey("a.raw", UUID.randomUUID().toString(), 0L);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka.plainProducer("agent"))) {
            for (SpecificRecord value : List.of(new ImageOpened(0L, "agent", 1, 0, 0644, 0L, Instant.EPOCH),
                    new ImageSealed(0L, ByteBuffer.allocate(32), 0L, 0L, 0L))) {
                producer.send(new ProducerRecord<>(fleet.interim(), 0, format.encode(fleet.interim(), key), format.encode(fleet.interim(), value))).get();
            }
        }
    }

    private EmbeddedBroker broker(String user) throws Exception {
        return EmbeddedBroker.start(temp.resolve("broker"), new BrokerOptions(List.of(Listener.parse("SASL_PLAINTEXT://127.0.0.1:0", null)), Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users", "User:ANONYMOUS",
                "sasl.enabled.mechanisms", "PLAIN", "listener.name.sasl_plaintext.plain.sasl.jaas.config", LOGIN + "user_" + user + "=\"right\";")));
    }

    /** The fleet's topics, and what the user may do. */
    private void prepare(EmbeddedBroker broker, String user) throws Exception {
        KafkaSettings anyone = KafkaSettings.of(broker.bootstrapServers());
        try (TopicAdmin topics = new TopicAdmin(anyone); Admin admin = Admin.create(anyone.admin())) {
            topics.ensureFleet(fleet, 1, (short) 1);
            topics.ensureDestination(fleet, EAST, (short) 1);
            admin.createAcls(rights(user)).all().get();
        }
    }

    private static KafkaSettings as(String user, EmbeddedBroker broker) {
        return new KafkaSettings(broker.listeners().get(0).bootstrapServer(), Map.of("security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN", "sasl.jaas.config", LOGIN + "username=\"" + user + "\" password=\"right\";"));
    }

    private static List<AclBinding> rights(String name) throws IOException {
        JsonNode user = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(USERS)).readAll().stream()
                .filter(each -> each.at("/metadata/name").asText().equals(name)).findFirst().orElseThrow();
        List<AclBinding> rights = new ArrayList<>();
        user.at("/spec/authorization/acls").forEach(acl -> {
            String type = acl.at("/resource/type").asText();
            ResourcePattern pattern = new ResourcePattern(
                    SecurityUtils.resourceType(type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)), acl.at("/resource/name").asText(),
                    acl.at("/resource/patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
            acl.get("operations").forEach(operation -> rights.add(new AclBinding(pattern, new AccessControlEntry("User:" + name, "*",
                    SecurityUtils.operation(operation.asText()), AclPermissionType.ALLOW))));
        });
        return rights;
    }
}
