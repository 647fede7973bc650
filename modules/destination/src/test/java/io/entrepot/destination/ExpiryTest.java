package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What Kafka says of a transaction that took too long, and of one whose producer was replaced. */
class ExpiryTest {

    private static final int TIMEOUT_MS = 1_000;
    private static final long LONGER_NS = 2_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aTransactionThatTookTooLongHasExpiredUntilSomebodyBeginsAnew() {
        try (Feed feed = new Feed("expiry", 1); Admin admin = Admin.create(feed.kafka.admin())) {
            String id = feed.topics.writerTransactionalId(Feed.DESTINATION, 0);
            Expiry expiry = Expiry.of(feed.kafka, id);
            assertThat(expiry.hasExpired(LONGER_NS)).as("one that never was").isFalse();
            try (var producer = producer(feed, id)) {
                producer.initTransactions();
                assertThat(expiry.hasExpired(LONGER_NS)).as("before a first one").isFalse();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(feed.topics.receipts(Feed.DESTINATION), 0, new byte[1], new byte[1]));
                producer.flush();
                assertThat(expiry.hasExpired(LONGER_NS)).as("while it is open").isFalse();

                // When
                Awaitility.await("Kafka to end the transaction").atMost(PATIENCE).until(() -> admin.describeTransactions(List.of(id))
                        .description(id).get().state() == TransactionState.COMPLETE_ABORT);
                assertThat(expiry.hasExpired(LONGER_NS)).as("when Kafka has ended it").isTrue();
                assertThat(expiry.hasExpired(0)).as("one that was begun this moment").isFalse();

                try (var next = producer(feed, id)) {
                    next.initTransactions();
                    assertThat(expiry.hasExpired(LONGER_NS)).as("when another producer has begun anew").isFalse();
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Feed feed, String id) {
        Map<String, Object> settings = new HashMap<>(feed.kafka.producer(id));
        settings.put("transaction.timeout.ms", TIMEOUT_MS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
