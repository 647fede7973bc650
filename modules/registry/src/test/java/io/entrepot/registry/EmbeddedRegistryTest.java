package io.entrepot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void idsAreTheSameAfterARestart() throws Exception {
        Path file = directory.resolve("made/schemas.json");
        int a;
        int b;
        try (SchemaRegistry first = SchemaRegistries.embedded(file)) {
            a = first.register("t-A", schema("A", ""));
            b = first.register("t-B", schema("B", ""));
        }

        try (SchemaRegistry second = SchemaRegistries.embedded(file)) {
            assertThat(second.register("t-B", schema("B", ""))).isEqualTo(b);
            assertThat(second.register("t-A", schema("A", ""))).isEqualTo(a);
            assertThat(JSON.readTree(second.schema(a))).isEqualTo(JSON.readTree(schema("A", "")));
            assertThat(second.register("t-C", schema("C", ""))).isEqualTo(3);
        }
        assertThat(a).isEqualTo(1);
        assertThat(b).isEqualTo(2);
    }

    @Test
    void whatWasAnsweredIsInTheFileAndReadable() throws Exception {
        Path file = directory.resolve("schemas.json");

        SchemaRegistries.embedded(file).register("t-A", schema("A", "doc"));

        JsonNode written = JSON.readTree(file.toFile());
        assertThat(written.at("/version").asInt()).isEqualTo(1);
        assertThat(written.at("/schemas/1/name").asText()).isEqualTo("A");
        assertThat(written.at("/subjects/t-A/0").asInt()).isEqualTo(1);
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(5);
        assertThat(directory).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void aSchemaHasOneIdUnderAllSubjectsAndAChangedOneAnother() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(directory.resolve("schemas.json"))) {
            int id = registry.register("t-A", schema("A", ""));
            int same = registry.register("u-A", schema("A", "").replace(",", " , "));
            int changed = registry.register("t-A", schema("A", "now with a doc"));
            registry.register("t-A", schema("A", ""));

            assertThat(same).isEqualTo(id);
            assertThat(changed).isNotEqualTo(id);
            assertThat(registry.versions("t-A")).containsExactly(id, changed);
            assertThat(registry.versions("u-A")).containsExactly(id);
        }
    }

    @Test
    void registrationsFromManyThreadsAgree() {
        try (SchemaRegistry registry = SchemaRegistries.embedded(directory.resolve("schemas.json"))) {
            int[] ids = IntStream.range(0, 64).parallel().map(i ->
                    registry.register("t-" + i % 4, schema("S" + i % 4, ""))).toArray();

            for (int i = 0; i < ids.length; i++) {
                assertThat(ids[i]).isEqualTo(ids[i % 4]);
            }
            assertThat(IntStream.of(ids).distinct().sorted()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void anUnknownIdIsNamedWithTheFile() {
        Path file = directory.resolve("schemas.json");

        assertThatThrownBy(() -> SchemaRegistries.embedded(file).schema(-9)).isInstanceOf(UnknownSchemaException.class)
                .hasMessage("Schema id -9 is not known to the schema registry in " + file + ".");
    }

    @Test
    void aDamagedFileIsRefusedAndLeftAlone() throws Exception {
        Path file = directory.resolve("schemas.json");
        SchemaRegistries.embedded(file).register("t-A", schema("A", ""));
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(5);

        for (int cut = 0; cut < good.length - 1; cut += 1 + random.nextInt(9)) {
            byte[] damaged = Arrays.copyOf(good, cut);
            Files.write(file, damaged);
            assertThatThrownBy(() -> SchemaRegistries.embedded(file)).isExactlyInstanceOf(RegistryException.class)
                    .hasMessageContaining(file.toString()).hasMessageContaining("is damaged");
            assertThat(file).hasBinaryContent(damaged);
        }
        for (String wrong : new String[] {"null", "[]", "{}", "{\"version\":2,\"schemas\":{},\"subjects\":{}}",
            "{\"version\":1,\"schemas\":{},\"subjects\":{\"s\":[1]}}",
                    "{\"version\":1,\"schemas\":{\"1\":null},\"subjects\":{}}"}) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> SchemaRegistries.embedded(file)).as(wrong)
                    .isExactlyInstanceOf(RegistryException.class);
        }
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        try (SchemaRegistry registry = SchemaRegistries.embedded(directory.resolve("schemas.json"))) {
            assertThatThrownBy(() -> registry.register("s", "{")).isInstanceOf(RegistryException.class)
                    .hasMessageContaining("not JSON");
            assertThatThrownBy(() -> registry.register("s", "")).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> registry.register("", "{}")).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> registry.register("s", " ".repeat(2 << 20))).isInstanceOf(RegistryException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static String schema(String name, String doc) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"doc\":\"" + doc + "\",\"fields\":[]}";
    }
}
