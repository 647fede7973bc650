package io.entrepot.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
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
    void allClientsTogetherTellNoMoreThanCanBeScraped() {
        try (Meters meters = new Meters(Map.of())) {
            // Given
            KafkaFigures first = client(meters);
            KafkaFigures second = client(meters);

            // When
            List<KafkaMetric> ofFirst = lags("first", 10);
            List<KafkaMetric> ofSecond = lags("second", KafkaFigures.METERS_MAX);
            first.init(ofFirst);
            first.metricChange(ofFirst.get(0));
            second.init(ofSecond);

            // Then
            assertThat(told(meters)).isEqualTo(KafkaFigures.METERS_MAX);

            // When: one goes, and two more come
            second.metricRemoval(ofSecond.get(20));
            second.metricChange(ofSecond.get(KafkaFigures.METERS_MAX - 1));
            second.metricChange(ofSecond.get(KafkaFigures.METERS_MAX - 2));

            // Then
            assertThat(told(meters)).isEqualTo(KafkaFigures.METERS_MAX);

            // When
            second.close();
            first.close();

            // Then
            assertThat(told(meters)).isZero();
        }
    }

    private static KafkaFigures client(Meters meters) {
        KafkaFigures client = new KafkaFigures();
        client.configure(meters.kafkaSettings(Map.of()));
        return client;
    }

    private static long told(Meters meters) {
        return meters.registry().getMeters().stream().filter(meter -> meter.getId().getName().startsWith("kafka_")).count();
    }

    private static List<KafkaMetric> lags(String client, int partitions) {
        return IntStream.range(0, partitions).mapToObj(partition -> new MetricName("records-lag", "consumer-fetch-manager-metrics", "",
                        Map.of("client-id", client, "partition", String.valueOf(partition))))
                .map(name -> new KafkaMetric(new Object(), name, (Gauge<Double>) (config, now) -> 1.0, new MetricConfig(), Time.SYSTEM)).toList();
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
