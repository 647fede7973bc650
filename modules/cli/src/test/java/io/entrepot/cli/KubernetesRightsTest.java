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
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that deploy/kubernetes gives a part are enough for what it looks at: Kafka's own authorizer is asked. */
class KubernetesRightsTest {

    private static final Path USERS = Path.of("../../deploy/kubernetes/base/users.yaml");
    private static final String USER = "entrepot-resequencer";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @TempDir
    private Path temp;

    @Test
    void aResequencerMayLookAtItsFleet() throws Exception {
        // Given
        FleetTopics fleet = new FleetTopics("web");
        BrokerOptions options = new BrokerOptions(List.of(Listener.parse("SASL_PLAINTEXT://127.0.0.1:0", null)), Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users", "User:ANONYMOUS",
                "sasl.enabled.mechanisms", "PLAIN", "listener.name.sasl_plaintext.plain.sasl.jaas.config", LOGIN + "user_" + USER + "=\"right\";"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("broker"), options);
                SchemaRegistry registry = SchemaRegistries.embedded(temp.resolve("schemas.json"))) {
            KafkaSettings anyone = KafkaSettings.of(broker.bootstrapServers());
            try (TopicAdmin topics = new TopicAdmin(anyone); Admin admin = Admin.create(anyone.admin())) {
                topics.ensureFleet(fleet, 1, (short) 1);
                topics.ensureDestination(fleet, "east", (short) 1);
                admin.createAcls(rights()).all().get();
            }
            KafkaSettings kafka = new KafkaSettings(broker.listeners().get(0).bootstrapServer(), Map.of("security.protocol", "SASL_PLAINTEXT",
                    "sasl.mechanism", "PLAIN", "sasl.jaas.config", LOGIN + "username=\"" + USER + "\" password=\"right\";"));
            MonitorSettings settings = new MonitorSettings(fleet.fleet(), Optional.of("east"), MonitorSettings.JOURNAL_BYTES_DEFAULT);
            try (FleetMonitor monitor = new FleetMonitor(settings, kafka, registry, System::currentTimeMillis);
                    OpenTransactions transactions = new OpenTransactions(kafka, fleet.interim())) {
                // When, Then: brokers heed rights a moment after they were given
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
                    assertThat(monitor.look().destinations()).singleElement().matches(each -> each.resequencers().isPresent(), "members are known");
                    assertThat(transactions.look(0)).containsOnlyKeys(0);
                });
            }
        }
    }

    private static List<AclBinding> rights() throws IOException {
        JsonNode user = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(USERS)).readAll().stream()
                .filter(each -> each.at("/metadata/name").asText().equals(USER)).findFirst().orElseThrow();
        List<AclBinding> rights = new ArrayList<>();
        user.at("/spec/authorization/acls").forEach(acl -> {
            String type = acl.at("/resource/type").asText();
            ResourcePattern pattern = new ResourcePattern(
                    SecurityUtils.resourceType(type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)), acl.at("/resource/name").asText(),
                    acl.at("/resource/patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
            acl.get("operations").forEach(operation -> rights.add(new AclBinding(pattern, new AccessControlEntry("User:" + USER, "*",
                    SecurityUtils.operation(operation.asText()), AclPermissionType.ALLOW))));
        });
        return rights;
    }
}
