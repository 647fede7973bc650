package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.broker.BrokerOptions;
import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An agent that stands still within a transaction, for longer than Kafka lets one take, as by a signal or with its machine. What Kafka calls
 * that goes by the version of its transactions: 2 since Kafka 4.0, 1 or 0 in clusters that come from before.
 */
class StandstillTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TIMEOUT_MS = "3000";
    private static final String LOOK_MS = "200";
    /** A dozen transactions. */
    private static final int PAGES = 800;
    private static final AtomicInteger FLEETS = new AtomicInteger();

    @TempDir
    private static Path directory;
    private static EmbeddedBroker broker;
    private static SchemaRegistry registry;
    private static KafkaSettings kafka;

    private final FleetTopics topics = new FleetTopics("still-" + FLEETS.incrementAndGet());

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"),
                new BrokerOptions(List.of(), Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", LOOK_MS)));
        registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        kafka = new KafkaSettings(broker.bootstrapServers(), Map.of("producer.transaction.timeout.ms", TIMEOUT_MS));
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"1,commitTransaction,1", "1,commitTransaction,3", "1,flush,3", "1,send,4",
        "2,commitTransaction,1", "2,commitTransaction,3", "2,flush,3", "2,send,4"})
    void whoStoodStillForLongerThanATransactionMayTakeGoesOn(short version, String call, int times) throws Exception {
        // Given
        transactions(version);
        byte[] image = TestImage.random(1, PAGES);
        var standstill = new Standstill(call, times) {
            @Override
            void meanwhile(String id) {
                awaitGivenUp(id);
            }
        };

        // When
        List<SendOutcome> outcomes = send(standstill, image);

        // Then
        assertThat(standstill.calls.get()).as("it stood still, and went on").isGreaterThan(times);
        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        InterimReader topic = InterimReader.read(broker.bootstrapServers(), registry, topics.interim());
        assertThat(topic.sealed("image").get(0).bytes.toByteArray()).isEqualTo(image);
        assertThat(topic.publishedAgain()).as("D: blocks published more than once").isZero();
    }

    @ParameterizedTest
    @ValueSource(shorts = {1, 2})
    void whosePlaceWasTakenMeanwhileEndsAndSaysSo(short version) {
        // Given
        transactions(version);
        var standstill = new Standstill("commitTransaction", 2) {
            @Override
            void meanwhile(String id) {
                awaitGivenUp(id);
                try (var other = new KafkaProducer<byte[], byte[]>(kafka.producer(id))) {
                    other.initTransactions();
                }
            }
        };

        // When, Then
        assertThatThrownBy(() -> send(standstill, TestImage.random(2, PAGES))).isInstanceOf(SendException.class)
                .hasMessageContaining("Another process sends as agent \"a\"");
        assertThat(standstill.calls.get()).as("it does not try again").isEqualTo(2);
    }

    private static void transactions(short version) {
        try (Admin admin = Admin.create(kafka.admin())) {
            admin.updateFeatures(Map.of("transaction.version", new FeatureUpdate(version, version == 1
                    ? FeatureUpdate.UpgradeType.SAFE_DOWNGRADE : FeatureUpdate.UpgradeType.UPGRADE)), new UpdateFeaturesOptions());
            await("the version of transactions").atMost(PATIENCE).until(() -> admin.describeFeatures().featureMetadata().get()
                    .finalizedFeatures().get("transaction.version").maxVersionLevel() == version);
        }
    }

    private List<SendOutcome> send(Standstill standstill, byte[] image) throws Exception {
        Path own = Files.createDirectory(directory.resolve(topics.fleet()));
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.ensureFleet(topics, 1, (short) 1);
        }
        AgentSettings settings = AgentSettings.builder(topics.fleet(), "a", own.resolve("state")).threads(2).recordBytes(128 << 10)
                .transactions(256 << 10, 200).build();
        try (Agent agent = new Agent(settings, kafka, registry, AgentListener.NONE,
                id -> CallHooks.open(kafka, id, standstill.of(id)))) {
            return agent.send(List.of(new ImageFile("image", TestImage.write(own.resolve("image"), image), 0)));
        }
    }

    private static void awaitGivenUp(String id) {
        try (Admin admin = Admin.create(kafka.admin())) {
            await("Kafka to give the transaction up").atMost(PATIENCE).until(() ->
                    admin.describeTransactions(List.of(id)).description(id).get().state() == TransactionState.COMPLETE_ABORT);
        }
    }

    /** Before one call of a kind. */
    private abstract static class Standstill {

        final AtomicInteger calls = new AtomicInteger();
        private final String call;
        private final int times;

        Standstill(String call, int times) {
            this.call = call;
            this.times = times;
        }

        abstract void meanwhile(String id);

        CallHooks of(String id) {
            return new CallHooks() {
                @Override
                public void before(String name) {
                    if (name.equals(call) && calls.incrementAndGet() == times) {
                        meanwhile(id);
                    }
                }
            };
        }
    }
}
