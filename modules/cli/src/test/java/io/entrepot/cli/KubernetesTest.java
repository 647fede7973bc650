package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.WriterListener;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What deploy/kubernetes says, Kubernetes, Strimzi and the command itself understand. */
class KubernetesTest {

    private static final Path ROOT = Path.of("../../deploy/kubernetes");
    private static final Map<String, Class<?>> KINDS = Map.of("ConfigMap", ConfigMap.class, "Service", Service.class, "Job", Job.class,
            "StatefulSet", StatefulSet.class, "DaemonSet", DaemonSet.class, "Deployment", Deployment.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class, "PodDisruptionBudget", PodDisruptionBudget.class,
            "ServiceMonitor", ServiceMonitor.class, "PrometheusRule", PrometheusRule.class);
    /** By name: they carry annotations that were published for Strimzi alone, and compilers warn of each. */
    private static final Map<String, String> STRIMZI_SPECS = Map.of("KafkaTopic", "io.strimzi.api.kafka.model.topic.KafkaTopicSpec",
            "KafkaUser", "io.strimzi.api.kafka.model.user.KafkaUserSpec");

    private final YAMLMapper yaml = new YAMLMapper();
    private final ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new WithoutAnySetters());

    @Test
    void everyFieldIsOneThatTheResourceHas() throws IOException, ClassNotFoundException {
        List<JsonNode> resources = resources();
        assertThat(resources).hasSizeGreaterThan(20);
        for (JsonNode resource : resources) {
            String kind = resource.get("kind").asText();
            if (STRIMZI_SPECS.containsKey(kind)) {
                assertThat(resource.get("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
                strict.treeToValue(resource.get("spec"), Class.forName(STRIMZI_SPECS.get(kind)));
            } else {
                assertThat(KINDS).containsKey(kind);
                strict.treeToValue(resource, KINDS.get(kind));
            }
        }
    }

    @Test
    void theCommandTakesWhatEachContainerTellsIt() throws IOException {
        // Given
        Map<String, String> shared = new HashMap<>();
        resource("ConfigMap", "entrepot-settings").get("data").properties().forEach(entry -> shared.put(entry.getKey(), entry.getValue().asText()));

        List<String> commands = new ArrayList<>();
        for (JsonNode container : containers()) {
            // When
            Map<String, String> environment = new HashMap<>(shared);
            Set<String> own = container.path("env").findParents("name").stream().map(each -> each.get("name").asText())
                    .filter(name -> name.startsWith("ENTREPOT_")).collect(Collectors.toSet());
            container.path("env").forEach(each -> environment.put(each.get("name").asText(), each.path("value").asText("from-elsewhere")));
            List<String> arguments = new ArrayList<>();
            container.get("args").forEach(argument -> arguments.add(argument.asText()));
            CommandLine line = Main.line(new Surroundings(System.out, System.err, Interruption.none(), WriterListener.NONE), environment);
            ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }

            // Then
            Set<String> known = parsed.commandSpec().options().stream().map(EnvironmentDefaults::variableOf).flatMap(Optional::stream)
                    .collect(Collectors.toSet());
            commands.add(parsed.commandSpec().name());
            assertThat(known).as(parsed.commandSpec().name() + " takes what is said to it").containsAll(own)
                    .contains("ENTREPOT_FLEET", "ENTREPOT_BOOTSTRAP_SERVER", "ENTREPOT_SCHEMA_REGISTRY");
            if (!parsed.commandSpec().name().equals("verify")) {
                assertThat(known).contains("ENTREPOT_STATE", "ENTREPOT_HTTP_PORT", "ENTREPOT_HTTP_HOST");
                assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(shared.get("ENTREPOT_HTTP_PORT"));
            }
        }
        assertThat(commands).containsOnly("resequence", "write", "send", "verify").hasSize(7);
        Set<String> all = Main.line(new Surroundings(System.out, System.err, Interruption.none(), WriterListener.NONE), Map.of())
                .getSubcommands().values().stream().flatMap(each -> each.getCommandSpec().options().stream())
                .map(EnvironmentDefaults::variableOf).flatMap(Optional::stream).collect(Collectors.toSet());
        assertThat(all).as("what all parts share is a setting of some").containsAll(shared.keySet());
    }

    @Test
    void kafkasOwnSettingsAreTakenToo() throws IOException {
        List<Object> standbys = new ArrayList<>();
        for (JsonNode container : containers()) {
            // Given
            Map<String, String> properties = new HashMap<>();
            container.path("env").forEach(each -> {
                if (each.get("name").asText().equals("ENTREPOT_COMMAND_PROPERTY")) {
                    each.get("value").asText().lines().map(line -> line.split("=", 2)).forEach(pair -> properties.put(pair[0], pair[1]));
                }
            });

            // When
            KafkaSettings settings = new KafkaSettings("kafka:9093", properties);

            // Then
            assertThat(settings.plainProducer("any")).containsEntry("security.protocol", "SASL_SSL").containsEntry("ssl.truststore.type", "PEM");
            Optional.ofNullable(settings.streams("any").get("num.standby.replicas")).ifPresent(standbys::add);
        }
        assertThat(standbys).as("of the resequencer alone").containsExactly("1");
    }

    @Test
    void usersHaveTheRightsOfTheirPartsAndNoOthers() throws IOException {
        // Given
        JsonNode data = resource("ConfigMap", "entrepot-settings").get("data");
        FleetTopics fleet = new FleetTopics(data.get("ENTREPOT_FLEET").asText());
        String east = data.get("ENTREPOT_DESTINATION").asText();
        String all = "prefix " + fleet.prefix();

        // When, Then
        assertThat(rights("entrepot-agent")).containsExactlyInAnyOrder("topic " + all + " Read DescribeConfigs",
                "topic literal " + fleet.interim() + " Write", "topic literal " + fleet.journal() + " Write",
                "group literal " + fleet.trimGroup() + " Describe",
                "transactionalId prefix " + fleet.agentTransactionalId("") + " Write Describe", "cluster   Describe");
        assertThat(rights("entrepot-resequencer")).containsExactlyInAnyOrder("topic " + all + " Read DescribeConfigs",
                "topic literal " + fleet.ordered(east) + " Write", "topic prefix " + fleet.applicationId(east) + "- All",
                "group literal " + fleet.applicationId(east) + " Read", "group literal " + fleet.writerGroup(east) + " Describe",
                "transactionalId prefix " + fleet.applicationId(east) + "- Write Describe");
        assertThat(rights("entrepot-writer")).containsExactlyInAnyOrder("topic " + all + " Read DescribeConfigs",
                "topic literal " + fleet.receipts(east) + " Write", "topic literal " + fleet.ordered(east) + " Delete",
                "group literal " + fleet.writerGroup(east) + " Read",
                "transactionalId prefix " + fleet.writerGroup(east) + ". Write Describe");
        assertThat(rights("entrepot-operator")).containsExactlyInAnyOrder("topic " + all + " Read DescribeConfigs",
                "topic literal " + fleet.control() + " Write", "topic literal " + fleet.recall(east) + " Write",
                "group " + all + " Describe", "transactionalId literal " + fleet.recallTransactionalId(east) + " Write Describe",
                "topic literal " + fleet.interim() + " Delete", "topic literal " + fleet.journal() + " Delete",
                "group literal " + fleet.trimGroup() + " Read", "topic prefix " + fleet.prefix() + east + ". Delete",
                "group prefix " + fleet.prefix() + east + ". Delete",
                "transactionalId prefix " + fleet.writerGroup(east) + ". Write Describe");
    }

    private List<String> rights(String user) throws IOException {
        List<String> rights = new ArrayList<>();
        resource("KafkaUser", user).at("/spec/authorization/acls").forEach(acl -> {
            String operations = Stream.of(acl.get("operations")).flatMap(each -> Stream.iterate(0, i -> i + 1).limit(each.size())
                    .map(i -> each.get(i).asText())).collect(Collectors.joining(" "));
            rights.add(String.join(" ", acl.at("/resource/type").asText(), acl.at("/resource/patternType").asText(),
                    acl.at("/resource/name").asText(), operations));
        });
        return rights;
    }

    /** Those that run the command; what keeps a pod alive says so with a command of its own. */
    private List<JsonNode> containers() throws IOException {
        return resources().stream().map(resource -> resource.at("/spec/template/spec"))
                .flatMap(pod -> Stream.of(pod.path("containers"), pod.path("initContainers")))
                .flatMap(list -> Stream.iterate(0, i -> i + 1).limit(list.size()).map(list::get))
                .filter(container -> !container.has("command")).toList();
    }

    private JsonNode resource(String kind, String name) throws IOException {
        return resources().stream().filter(each -> each.get("kind").asText().equals(kind) && each.at("/metadata/name").asText().equals(name))
                .findFirst().orElseThrow();
    }

    private List<JsonNode> resources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml")).sorted()
                    .flatMap(file -> documents(file).stream()).toList();
        }
    }

    private List<JsonNode> documents(Path file) {
        try {
            return yaml.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file)).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The models keep what they do not know for later; here it is a mistake. */
    private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
