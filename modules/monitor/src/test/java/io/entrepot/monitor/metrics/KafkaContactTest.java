package io.entrepot.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class KafkaContactTest {

    private final KafkaContact contact = new KafkaContact();
    private final AtomicReference<Double> received = new AtomicReference<>(0.0);

    @Test
    void whoReceivesSomethingIsInContact() {
        // Given
        assertThat(contact.added(metric("incoming-byte-total", Map.of("client-id", "a")))).isTrue();
        assertThat(contact.isHeard()).as("before anything came").isFalse();

        // When
        received.set(70.0);

        // Then
        assertThat(contact.isHeard()).isTrue();
        assertThat(contact.isHeard()).as("nothing more came").isFalse();
    }

    @Test
    void aClientThatIsClosedSaysNothing() {
        // Given
        KafkaMetric closed = metric("incoming-byte-total", Map.of("client-id", "a"));
        contact.added(closed);

        // When
        contact.removed(closed);
        received.set(70.0);

        // Then
        assertThat(contact.isHeard()).isFalse();
    }

    @Test
    void whatAClientSendsAndCountsTwiceDoesNotTell() {
        assertThat(contact.added(metric("outgoing-byte-total", Map.of("client-id", "a")))).isFalse();
        assertThat(contact.added(metric("incoming-byte-total", Map.of("client-id", "a", "node-id", "node-1")))).isFalse();
    }

    private KafkaMetric metric(String name, Map<String, String> tags) {
        return new KafkaMetric(new Object(), new MetricName(name, "consumer-metrics", "", tags), (Gauge<Double>) (config, nowMs) -> received.get(),
                new MetricConfig(), Time.SYSTEM);
    }
}
