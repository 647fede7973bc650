package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deploy/kubernetes refers to is there: files, ports, pods, users, volumes. */
class KubernetesLinksTest {

    private static final Path ROOT = Path.of("../../deploy/kubernetes");
    private static final Path RULES = Path.of("../../deploy/prometheus/entrepot.rules.yml");
    private static final String KUSTOMIZATION = "kustomization.yaml";
    /** What operators bring: their images, and the authority of Strimzi's cluster. */
    private static final Set<String> BROUGHT = Set.of("images", "kafka-cluster-ca-cert");

    @ParameterizedTest
    @ValueSource(strings = {"base", "writer-group", "agent-job", "agent-daemonset", "operator", "verify"})
    void whatIsPutTogetherIsAllThatIsThere(String directory) throws IOException {
        // Given
        Path here = ROOT.resolve(directory);
        JsonNode kustomization = documents(here.resolve(KUSTOMIZATION)).get(0);

        // Then
        Set<String> named = each(kustomization.get("resources")).map(JsonNode::asText).collect(Collectors.toSet());
        assertThat(named).allSatisfy(name -> assertThat(here.resolve(name)).exists());
        try (Stream<Path> files = Files.list(here)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(KUSTOMIZATION))).allMatch(named::contains);
        }
        List<String> rendered = resources(here).map(KubernetesLinksTest::id).toList();
        assertThat(rendered).doesNotHaveDuplicates();
        for (JsonNode patch : (Iterable<JsonNode>) each(kustomization.path("patches"))::iterator) {
            assertThat(rendered).contains(id(new YAMLMapper().readTree(patch.get("patch").asText())));
        }
        assertThat(kustomization.at("/images/0/name").asText()).isEqualTo("entrepot");
    }

    @Test
    void servicesAndProbesNamePortsThatKubernetesFinds() {
        for (JsonNode service : all("Service")) {
            List<JsonNode> pods = pods(service.at("/spec/selector"));
            assertThat(pods).as(id(service)).isNotEmpty();
            for (JsonNode pod : pods) {
                JsonNode target = service.at("/spec/ports/0/targetPort");
                // A name is looked up among containers, not among those that come before them.
                Stream<JsonNode> containers = target.isNumber() ? containers(pod) : each(pod.at("/spec/containers"));
                assertThat(containers.flatMap(container -> each(container.path("ports")))
                        .anyMatch(port -> port.get(target.isNumber() ? "containerPort" : "name").equals(target))).as(id(service)).isTrue();
            }
        }
        pods().flatMap(KubernetesLinksTest::containers).forEach(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .filter(container::has).forEach(probe -> assertThat(container.at("/" + probe + "/httpGet/port"))
                        .isEqualTo(container.at("/ports/0/name"))));
    }

    @Test
    void everyServiceIsScrapedAsTheJobThatTheAlarmsAskFor() throws IOException {
        JsonNode monitor = all("ServiceMonitor").get(0);
        for (JsonNode service : all("Service")) {
            JsonNode labels = service.at("/metadata/labels");
            assertThat(matches(monitor.at("/spec/selector/matchLabels"), labels)).as(id(service)).isTrue();
            assertThat(service.at("/spec/ports/0/name")).isEqualTo(monitor.at("/spec/endpoints/0/port"));
            assertThat(Files.readString(RULES))
                    .contains("up{job=\"" + labels.get(monitor.at("/spec/jobLabel").asText()).asText() + "\"}");
        }
    }

    @Test
    void thePrometheusOperatorIsGivenTheAlarmsThatAreTried() {
        assertThat(all("PrometheusRule")).singleElement().satisfies(rule -> assertThat(rule.at("/spec/groups"))
                .isEqualTo(documents(RULES).get(0).get("groups")));
    }

    @Test
    void whatAPodNeedsIsThere() {
        Set<String> there = Stream.of("ConfigMap", "KafkaUser", "PersistentVolumeClaim").flatMap(kind -> all(kind).stream())
                .map(each -> each.at("/metadata/name").asText()).collect(Collectors.toCollection(TreeSet::new));
        all("StatefulSet").forEach(set -> each(set.at("/spec/volumeClaimTemplates")).forEach(claim ->
                there.add(claim.at("/metadata/name").asText() + "-" + set.at("/metadata/name").asText() + "-0")));
        there.addAll(BROUGHT);
        pods().forEach(pod -> {
            Stream.of(pod.findValues("configMapRef"), pod.findValues("configMapKeyRef"), pod.findValues("secretKeyRef")).flatMap(List::stream)
                    .forEach(reference -> assertThat(there).contains(reference.get("name").asText()));
            Stream.concat(pod.findValuesAsText("claimName").stream(), pod.findValuesAsText("secretName").stream())
                    .forEach(name -> assertThat(there).contains(name));
        });
        for (JsonNode budget : all("PodDisruptionBudget")) {
            assertThat(pods(budget.at("/spec/selector/matchLabels"))).as(id(budget)).hasSize(1);
        }
    }

    @Test
    void mountsAreVolumesOfTheirPodAndEveryPartIsWithinLimits() {
        for (String kind : List.of("StatefulSet", "Deployment", "DaemonSet", "Job")) {
            for (JsonNode workload : all(kind)) {
                JsonNode pod = workload.at("/spec/template");
                Set<String> volumes = Stream.concat(each(pod.at("/spec/volumes")).map(volume -> volume.get("name").asText()),
                        each(workload.at("/spec/volumeClaimTemplates")).map(claim -> claim.at("/metadata/name").asText())).collect(Collectors.toSet());
                containers(pod).forEach(container -> {
                    assertThat(each(container.path("volumeMounts")).map(mount -> mount.get("name").asText())).allMatch(volumes::contains);
                    assertThat(container.at("/resources/requests/memory").asText()).as(id(workload)).isNotEmpty();
                    assertThat(container.at("/resources/limits/memory").asText()).as(id(workload)).isNotEmpty();
                    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).as(id(workload)).isTrue();
                });
            }
        }
        assertThat(all("KafkaUser")).allSatisfy(user -> assertThat(user.at("/spec/quotas").size()).isEqualTo(3));
    }

    private static boolean matches(JsonNode selector, JsonNode labels) {
        return selector.properties().stream().allMatch(each -> each.getValue().equals(labels.get(each.getKey())));
    }

    private static List<JsonNode> pods(JsonNode selector) {
        return pods().filter(pod -> matches(selector, pod.at("/metadata/labels"))).toList();
    }

    private static Stream<JsonNode> pods() {
        return everything().stream().map(each -> each.at("/spec/template")).filter(pod -> pod.has("spec"));
    }

    private static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.concat(each(pod.at("/spec/containers")), each(pod.at("/spec/initContainers")));
    }

    private static List<JsonNode> all(String kind) {
        return everything().stream().filter(each -> each.get("kind").asText().equals(kind)).toList();
    }

    private static List<JsonNode> everything() {
        Map<String, JsonNode> byId = new HashMap<>();
        Stream.of("base", "writer-group", "agent-job", "agent-daemonset", "operator", "verify").flatMap(directory -> resources(ROOT.resolve(directory)))
                .forEach(each -> byId.put(id(each), each));
        return List.copyOf(byId.values());
    }

    /** Of a directory, and of those that it builds on. */
    private static Stream<JsonNode> resources(Path directory) {
        return each(documents(directory.resolve(KUSTOMIZATION)).get(0).get("resources")).map(name -> directory.resolve(name.asText()).normalize())
                .flatMap(path -> Files.isDirectory(path) ? resources(path) : documents(path).stream());
    }

    private static String id(JsonNode resource) {
        return resource.get("kind").asText() + " " + resource.at("/metadata/name").asText();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<JsonNode> documents(Path file) {
        try {
            return new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file)).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
