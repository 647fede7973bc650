package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the registry's client brings must be there for dependants, and must not shadow what Kafka brings. */
class ClassPathTest {

    @ParameterizedTest
    @CsvSource({"com/github/luben/zstd/Zstd,1", "org/xerial/snappy/Snappy,1", "org/apache/avro/Schema,1",
        "com/fasterxml/jackson/databind/ObjectMapper,1", "com/google/common/base/Charsets,0",
        "org/apache/flink/formats/avro/AvroFormatOptions,0"})
    void everyLibraryIsThereOnceOrNot(String name, int times) throws Exception {
        assertThat(Collections.list(getClass().getClassLoader().getResources(name + ".class"))).hasSize(times);
    }

    @Test
    void theClientIsThereForDependants() {
        try (SchemaRegistry registry = SchemaRegistries.confluent("http://127.0.0.1:1", Map.of())) {
            assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryException.class)
                    .hasMessageContaining("No usable answer from the schema registry at http://127.0.0.1:1");
        }
    }
}
