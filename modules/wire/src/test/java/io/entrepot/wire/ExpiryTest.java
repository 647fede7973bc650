package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.broker.BrokerOptions;
import io.entrepot.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka says of a transaction that took too long, and of one whose producer was replaced. */
class ExpiryTest {

    /** What is done before the transaction is to have expired takes milliseconds. */
    private static final int TIMEOUT_MS = 5_000;
    private static final Map<String, String> LOOKS_OFTEN = Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void aTransactionThatTookTooLongHasExpiredUntilSomebodyBeginsAnew() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, new BrokerOptions(List.of(), LOOKS_OFTEN));
                Admin admin = Admin.create(KafkaSettings.of(broker.bootstrapServers()).admin())) {
            KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
            FleetTopics topics = new FleetTopics("expiry");
            try (TopicAdmin fleet = new TopicAdmin(kafka)) {
                fleet.ensureFleet(topics, 1, (short) 1);
            }
            String id = topics.agentTransactionalId("a");
            Expiry expiry = new CoordinatorsWord(kafka, id, () -> { });
            assertThat(expiry.hasExpired()).as("one that never was").isFalse();
            try (var producer = producer(kafka, id)) {
                producer.initTransactions();
                assertThat(expiry.hasExpired()).as("before a first one").isFalse();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topics.interim(), 0, new byte[1], new byte[1]));
                producer.flush();
                assertThat(expiry.hasExpired()).as("while it is open").isFalse();

                // When
                Awaitility.await("Kafka to end the transaction").atMost(PATIENCE).until(() -> admin.describeTransactions(List.of(id))
                        .description(id).get().state() == TransactionState.COMPLETE_ABORT);
                assertThat(expiry.hasExpired()).as("when Kafka has ended it").isTrue();

                try (var next = producer(kafka, id)) {
                    // Its taking over ends a transaction first, and is done later.
                    assertThat(new CoordinatorsWord(kafka, id, next::initTransactions).hasExpired())
                            .as("when another producer begins anew while that is asked").isFalse();
                    assertThat(expiry.hasExpired()).as("when another producer has begun anew").isFalse();
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka, String id) {
        Map<String, Object> settings = new HashMap<>(kafka.producer(id));
        settings.put("transaction.timeout.ms", TIMEOUT_MS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
