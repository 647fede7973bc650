package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    @Test
    void kafkaKnowsEverySettingOfOurs() {
        KafkaSettings settings = KafkaSettings.of("localhost:9092");

        assertThat(new ProducerConfig(settings.producer("t")).unused()).isSubsetOf(settings.producer("t").keySet());
        assertThat(ProducerConfig.configNames()).containsAll(settings.producer("t").keySet());
        assertThat(ConsumerConfig.configNames()).containsAll(settings.consumer("g").keySet());
        assertThat(ConsumerConfig.configNames()).containsAll(settings.fetcher("c").keySet());
        assertThat(AdminClientConfig.configNames()).containsAll(settings.admin().keySet());
        assertThat(new ConsumerConfig(settings.consumer("g")).getString("isolation.level")).isEqualTo("read_committed");
        assertThat(new ConsumerConfig(settings.reader("c")).getString("auto.offset.reset")).isEqualTo("none");
        assertThat(new AdminClientConfig(settings.admin()).getList("bootstrap.servers"))
                .containsExactly("localhost:9092");
    }

    @Test
    void sizesFormAChain() {
        KafkaSettings settings = KafkaSettings.of("localhost:9092");
        ProducerConfig producer = new ProducerConfig(settings.producer("t"));

        int request = producer.getInt("max.request.size");
        assertThat(Limits.RECORD_BYTES_MAX).isLessThanOrEqualTo(request);
        assertThat(producer.getInt("batch.size")).isLessThanOrEqualTo(request);
        for (TopicSettings topic : TopicSettings.values()) {
            assertThat(Integer.parseInt(topic.forCreation(Replication.of(1)).get("max.message.bytes"))).isGreaterThanOrEqualTo(request);
        }
        Map<String, Object> streams = settings.streams("a");
        assertThat(streams).containsEntry("topic.max.message.bytes", Integer.toString(request))
                .containsEntry("producer.max.request.size", Integer.toString(request));
    }

    @Test
    void theUsersSettingForARoleIsOverTheirsForAllIsOverOurs() {
        KafkaSettings settings = new KafkaSettings("h:1", Map.of(
                "linger.ms", "7", "producer.linger.ms", "8", "consumer.max.poll.records", "9", "batch.size", "70000",
                "security.protocol", "SSL", "streams.num.stream.threads", "2", "streams.producer.batch.size", "80000",
                "admin.request.timeout.ms", "11", "schema.registry.basic.auth.user.info", "u:p",
                "bootstrap.servers", "not:1"));

        assertThat(settings.producer("t")).containsEntry("linger.ms", "8").containsEntry("batch.size", "70000")
                .containsEntry("security.protocol", "SSL").containsEntry("bootstrap.servers", "h:1")
                .containsEntry("transactional.id", "t").doesNotContainKeys("max.poll.records", "request.timeout.ms");
        assertThat(settings.consumer("g")).containsEntry("max.poll.records", "9").containsEntry("group.id", "g");
        assertThat(settings.fetcher("c")).containsEntry("max.poll.records", "9")
                .containsEntry("fetch.max.bytes", KafkaSettings.of("h:1").fetcher("c").get("fetch.max.bytes"));
        assertThat(settings.admin()).containsEntry("request.timeout.ms", "11")
                .containsEntry("security.protocol", "SSL");
        assertThat(settings.streams("a")).containsEntry("producer.linger.ms", "8")
                .containsEntry("consumer.max.poll.records", "9").containsEntry("num.stream.threads", "2")
                .containsEntry("producer.batch.size", "80000").containsEntry("security.protocol", "SSL")
                .containsEntry("application.id", "a").containsEntry("bootstrap.servers", "h:1");
        assertThat(settings.registry()).containsExactly(Map.entry("basic.auth.user.info", "u:p"));
        assertThat(settings.producer("t").keySet()).noneMatch(name -> name.startsWith("schema.registry"));
    }

    @Test
    void readersOutsideAGroupWaitLessForTheirLastFetchUnlessToldOtherwise() {
        KafkaSettings plain = KafkaSettings.of("h:1");
        KafkaSettings told = new KafkaSettings("h:1", Map.of("consumer.fetch.max.wait.ms", "700"));

        assertThat(plain.reader("c")).containsEntry("fetch.max.wait.ms", "100");
        assertThat(plain.fetcher("c")).containsEntry("fetch.max.wait.ms", "100");
        assertThat(plain.consumer("g")).doesNotContainKey("fetch.max.wait.ms");
        assertThat(told.reader("c")).containsEntry("fetch.max.wait.ms", "700");
        assertThat(told.fetcher("c")).containsEntry("fetch.max.wait.ms", "700");
        assertThat(told.streams("a")).containsEntry("consumer.fetch.max.wait.ms", "700");
    }

    @ParameterizedTest
    @CsvSource({"acks,1", "producer.enable.idempotence,false", "isolation.level,read_uncommitted",
        "consumer.auto.offset.reset,earliest", "streams.consumer.auto.offset.reset,latest",
        "streams.processing.guarantee,at_least_once", "consumer.enable.auto.commit,true",
        "producer.max.request.size,1048576", "max.request.size,many"})
    void aSettingThatCannotBeIsSaidAtTheStart(String name, String value) {
        assertThatThrownBy(() -> new KafkaSettings("h:1", Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.replaceFirst("^(streams|producer|consumer)\\.", ""))
                .hasMessageContaining(value);
    }

    @Test
    void whatIsFixedMayBeSaidAgain() {
        KafkaSettings settings = new KafkaSettings("h:1", Map.of("acks", "-1", "isolation.level", "READ_COMMITTED"));

        assertThat(settings.producer("t")).containsEntry("acks", "all");
        assertThat(settings.reader("c")).containsEntry("isolation.level", "read_committed")
                .doesNotContainKey("group.id");
    }

    @Test
    void passwordsAreNotShown() {
        KafkaSettings settings = new KafkaSettings("h:1", Map.of("sasl.jaas.config", "password=hunter2", "a", "b"));

        assertThat(settings).hasToString("KafkaSettings[h:1, [a, sasl.jaas.config]]");
    }

    @Test
    void noServerIsSaid() {
        assertThatThrownBy(() -> KafkaSettings.of(" ")).hasMessageContaining("No bootstrap server");
    }
}
