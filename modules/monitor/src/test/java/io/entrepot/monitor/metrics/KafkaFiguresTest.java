package io.entrepot.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaFiguresTest {

    @Test
    void clientsTellTheirFiguresUntilTheyAreClosed() {
        try (Meters meters = new Meters(Map.of())) {
            // Given
            Map<String, Object> settings = new HashMap<>(meters.kafkaSettings(Map.of("client.id", "probe")));
            settings.put("bootstrap.servers", "127.0.0.1:1");

            // When
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                    var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {

                // Then
                assertThat(meters.scrape()).contains("kafka_producer_record_send_total{client_id=\"probe\"}",
                        "kafka_consumer_fetch_manager_bytes_consumed_total{client_id=\"probe\",partition=\"\",topic=\"\"}");
                assertThat(producer.metrics()).isNotEmpty();
                assertThat(consumer.metrics()).isNotEmpty();
            }
            assertThat(meters.scrape()).doesNotContain("client_id=\"probe\"");
        }
    }

    @Test
    void reportersThatTheUserNamedStay() {
        try (Meters meters = new Meters(Map.of())) {
            assertThat(meters.kafkaSettings(Map.of("metric.reporters", "theirs")).get("metric.reporters"))
                    .isEqualTo("theirs," + KafkaFigures.class.getName());
            assertThat(meters.kafkaSettings(Map.of()).get("metric.reporters")).startsWith("org.apache.kafka.common.metrics.JmxReporter,");
        }
    }

    @Test
    void namesAreThoseOfMicrometersBinders() {
        assertThat(KafkaFigures.name("consumer-fetch-manager-metrics", "records-lag")).isEqualTo("kafka_consumer_fetch_manager_records_lag");
        assertThat(KafkaFigures.name("stream-thread-metrics", "poll-rate")).isEqualTo("kafka_stream_thread_poll_rate");
    }
}
