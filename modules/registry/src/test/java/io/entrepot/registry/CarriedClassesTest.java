package io.entrepot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client's carrier holds much that would shadow other people's classes: only what the client needs comes out of it,
 * and moved.
 */
class CarriedClassesTest {

    private static final String CARRIED = "org/apache/flink/avro/registry/confluent/shaded/";

    /** What the module may put onto a class path. */
    private static final List<String> ALLOWED =
            List.of("io/entrepot/registry/", CARRIED + "io/confluent/kafka/", CARRIED + "org/apache/kafka/common/");

    @Test
    void onlyTheClientAndWhatWasMovedIsInTheModule() throws Exception {
        List<String> strangers = classes().stream().filter(c -> ALLOWED.stream().noneMatch(c::startsWith)).toList();

        assertThat(strangers).isEmpty();
        assertThat(classes()).hasSizeLessThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com/google/common/base/Charsets", "com/google/common/collect/Lists",
            "org/apache/commons/io/IOUtils",
        "org/apache/commons/lang3/StringUtils", "org/yaml/snakeyaml/Yaml", "org/xerial/snappy/Snappy",
                "com/github/luben/zstd/Zstd",
        "org/apache/flink/avro/shaded/org/apache/avro/Schema", "org/apache/flink/formats/avro/AvroFormatOptions"})
    void noneOfTheRestIsOnTheClassPath(String name) {
        assertThat(getClass().getClassLoader().getResource(name + ".class")).isNull();
    }

    /**
     * A class left behind shows when what refers to it is linked: here, and not at the user who sets up TLS or a token.
     */
    @Test
    void theClientsClassesLink() throws Exception {
        TreeMap<String, Throwable> broken = new TreeMap<>();
        List<String> linked = new ArrayList<>();
        for (String name : classes()) {
            if (name.startsWith(CARRIED + "io/confluent/kafka/schemaregistry/client/")) {
                try {
                    Class<?> loaded = Class.forName(name.replace('/', '.'), true, getClass().getClassLoader());
                    linked.add(loaded.getName() + loaded.getDeclaredMethods().length);
                } catch (LinkageError e) {
                    broken.put(name, e);
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(linked).hasSizeGreaterThan(50);
    }

    private static List<String> classes() throws Exception {
        URI here = SchemaRegistry.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path root = Path.of(here);
        assertThat(root).isDirectory();
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(f -> root.relativize(f).toString()).filter(f -> f.endsWith(".class"))
                    .map(f -> f.substring(0, f.length() - ".class".length())).toList();
        }
    }
}
