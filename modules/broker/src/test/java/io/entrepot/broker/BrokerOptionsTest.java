package io.entrepot.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerOptionsTest {

    @Test
    void aListenerIsReadAsKafkaWritesIt() {
        assertThat(Listener.parse("sasl_ssl://[::1]:9093", null)).isEqualTo(new Listener(SecurityProtocol.SASL_SSL, "[::1]", 9093, "[::1]"));
        assertThat(Listener.parse("PLAINTEXT://0.0.0.0:9092", "kafka.example").bootstrapServer()).isEqualTo("kafka.example:9092");
        assertThat(Listener.parse("PLAINTEXT://0.0.0.0:9092", null).advertisedHost()).isNotEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:9092", "TLS://127.0.0.1:9092", "PLAINTEXT://127.0.0.1", "PLAINTEXT://:9092",
        "PLAINTEXT://127.0.0.1:99999"})
    void whatIsNoListenerIsSaid(String text) {
        assertThatThrownBy(() -> Listener.parse(text, null)).isInstanceOf(IllegalArgumentException.class).message().endsWith(".");
    }

    @Test
    void aPortThatIsTakenIsSaidBeforeKafkaStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Listener listener = new Listener(SecurityProtocol.PLAINTEXT, "127.0.0.1", taken.getLocalPort(), "127.0.0.1");
            assertThatThrownBy(listener::withPort).isInstanceOf(BrokerException.class).hasMessageContaining("name another port");
        }
    }

    @Test
    void whatMakesTheBrokerItselfCannotBeGiven() {
        assertThatThrownBy(() -> new BrokerOptions(List.of(), Map.of("log.dirs", "/else"))).hasMessageContaining("log.dirs");
        Listener one = Listener.parse("SSL://127.0.0.1:1", null);
        Listener other = Listener.parse("SSL://127.0.0.1:2", null);
        assertThatThrownBy(() -> new BrokerOptions(List.of(one, other), Map.of())).hasMessageContaining("two listeners");
    }
}
