package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.plan.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ClusterOptionsTest {

    @TempDir
    Path temp;

    @Command
    private static final class Anything {
        @Mixin
        private ClusterOptions cluster;
    }

    @Test
    void aFlagIsOverAPropertyAndAPropertyOverTheFile() throws IOException {
        // Given
        Path file = Files.writeString(temp.resolve("client.properties"),
                "bootstrap.servers=file:1\nclient.id=file\nproducer.linger.ms=7\nmax.poll.records=3\n");

        // When
        ClusterOptions options = parsed("--fleet", "f", "--command-config", file.toString(), "--command-property", "client.id=flag",
                "--bootstrap-server", "flag:1");

        // Then
        assertThat(options.kafka().bootstrapServer()).isEqualTo("flag:1");
        assertThat(options.kafka().admin()).containsEntry("client.id", "flag").containsEntry("bootstrap.servers", "flag:1");
        assertThat(options.kafka().producer("t")).containsEntry("linger.ms", "7");
        assertThat(options.kafka().reader("r")).doesNotContainKey("linger.ms").containsEntry("max.poll.records", "3");
        assertThat(options.fleet().interim()).isEqualTo("entrepot.f.interim");
        assertThat(parsed("--fleet", "f", "--command-config", file.toString()).kafka().bootstrapServer()).isEqualTo("file:1");
    }

    @Test
    void aValueMayHoldEqualsSignsCommasAndQuotes() {
        // Given
        String jaas = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b,c;d=\";";

        // When
        ClusterOptions options = parsed("--fleet", "f", "--bootstrap-server", "h:1", "--command-property", "sasl.jaas.config=" + jaas);

        // Then
        assertThat(options.kafka().properties()).containsEntry("sasl.jaas.config", jaas);
    }

    @Test
    void whatIsMissingOrMeansNothingIsSaid() {
        assertThatThrownBy(() -> parsed("--fleet", "f").kafka()).isInstanceOf(UsageException.class)
                .hasMessage("Say where Kafka is: --bootstrap-server HOST:PORT.");
        assertThatThrownBy(() -> parsed("--fleet", "A_b").fleet()).isInstanceOf(UsageException.class).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> parsed("--fleet", "f", "--bootstrap-server", "h:1").registry()).isInstanceOf(UsageException.class)
                .hasMessage("Say where the schema registry is: --schema-registry URL.");
        assertThatThrownBy(() -> parsed("--fleet", "f", "--bootstrap-server", "h:1", "--command-property", "secret").kafka())
                .isInstanceOf(UsageException.class).message().doesNotContain("secret");
        assertThatThrownBy(() -> parsed("--fleet", "f", "--command-config", temp.resolve("none").toString()).kafka())
                .isInstanceOf(UsageException.class).hasMessageContaining("it does not exist");
    }

    @Test
    void theRegistrysUrlMayStandAmongTheProperties() {
        parsed("--fleet", "f", "--bootstrap-server", "h:1", "--command-property", "schema.registry.url=http://localhost:1",
                "--command-property", "schema.registry.basic.auth.credentials.source=USER_INFO",
                "--command-property", "schema.registry.basic.auth.user.info=a:b").registry().close();
    }

    private static ClusterOptions parsed(String... arguments) {
        Anything command = new Anything();
        new CommandLine(command).parseArgs(arguments);
        return command.cluster;
    }
}
