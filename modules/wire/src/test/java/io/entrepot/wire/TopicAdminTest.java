package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics, groups and the clients' settings against a real broker. */
class TopicAdminTest {

    private static final short ONE = 1;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static KafkaSettings settings;
    private static TopicAdmin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory);
        settings = KafkaSettings.of(broker.bootstrapServers());
        admin = new TopicAdmin(settings);
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void makesWhatIsMissingAndAcceptsItAfterwards() {
        FleetTopics fleet = new FleetTopics("made");

        admin.ensureFleet(fleet, 2, ONE);
        admin.ensureDestination(fleet, "there", ONE);
        String id = admin.interimTopicId(fleet);
        admin.ensureFleet(fleet, 2, ONE);
        admin.ensureDestination(fleet, "there", ONE);

        assertThat(admin.partitions(fleet)).isEqualTo(2);
        assertThat(admin.startOffsets(fleet.receipts("there"))).hasSize(2).containsValue(0L);
        assertThat(admin.interimTopicId(fleet)).isEqualTo(id).hasSize(22);
    }

    @Test
    void namesWhatAFleetLacks() {
        FleetTopics fleet = new FleetTopics("lacking");
        admin.ensureFleet(fleet, 1, ONE);
        admin.ensureDestination(fleet, "there", ONE);
        assertThat(admin.missing(fleet)).isEmpty();

        admin.delete(List.of(fleet.journal(), fleet.receipts("there")));

        await().atMost(Duration.ofMinutes(5)).untilAsserted(() ->
                assertThat(admin.missing(fleet)).containsExactly(fleet.journal(), fleet.receipts("there")));
    }

    @Test
    void aTopicMadeAgainHasAnotherId() {
        FleetTopics fleet = new FleetTopics("again");
        admin.ensureFleet(fleet, 1, ONE);
        String id = admin.interimTopicId(fleet);

        admin.delete(List.of(fleet.interim(), "entrepot.never.there"));
        await().atMost(Duration.ofMinutes(5)).ignoreExceptionsInstanceOf(TopicException.class).until(() -> {
            admin.ensureFleet(fleet, 1, ONE);
            return !admin.interimTopicId(fleet).equals(id);
        });
    }

    @Test
    void namesWhatIsWrongWithAnExistingTopic() throws Exception {
        FleetTopics fleet = new FleetTopics("wrong");
        Map<String, String> week = Map.of("retention.ms", "604800000", "max.message.bytes", "1000000");
        try (Admin raw = Admin.create(settings.admin())) {
            raw.createTopics(List.of(new NewTopic(fleet.interim(), 3, ONE).configs(week))).all().get();
        }

        assertThatThrownBy(() -> admin.ensureFleet(fleet, 2, ONE))
                .isInstanceOfSatisfying(TopicException.class, e -> assertThat(e.faults())
                        .extracting(TopicFault::topic, TopicFault::setting, TopicFault::actual, TopicFault::expected)
                        .containsExactlyInAnyOrder(
                                tuple(fleet.interim(), "partitions", "3", "2"),
                                tuple(fleet.interim(), "retention.ms", "604800000", "-1"),
                                tuple(fleet.interim(), "max.message.bytes", "1000000",
                                        "at least 8388608")))
                .hasMessageContaining("Topic entrepot.wrong.interim has retention.ms 604800000, which should be -1,"
                        + " because it is the only durable copy of a block until that is at its destination.");
    }

    @Test
    void aPartOfAFleetThatIsMissingOrWrongIsSaidByACheck() throws Exception {
        FleetTopics fleet = new FleetTopics("checked");
        admin.ensureFleet(fleet, 1, ONE);
        admin.checkFleet(fleet);
        try (Admin raw = Admin.create(settings.admin())) {
            ConfigResource interim = new ConfigResource(ConfigResource.Type.TOPIC, fleet.interim());
            raw.incrementalAlterConfigs(Map.of(interim, List.of(
                    new AlterConfigOp(new ConfigEntry("min.insync.replicas", "2"), AlterConfigOp.OpType.SET)))).all().get();
        }

        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThatThrownBy(() -> admin.checkFleet(fleet)).hasMessage(
                "Topic entrepot.checked.interim has min.insync.replicas 2, which should be at most 1, because with a replication factor"
                        + " of 1 nothing could be written to it."));
        admin.delete(List.of(fleet.journal()));
        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThatThrownBy(() -> admin.checkFleet(fleet)).hasMessageContaining("is not whole"));
    }

    @Test
    void aDestinationIsMadeAsItsFleetIsAndBothAreDescribed() {
        FleetTopics fleet = new FleetTopics("described");
        admin.ensureFleet(fleet, 2, new Replication(ONE, 1));

        admin.ensureDestination(fleet, "d-1");

        assertThat(admin.destinations(fleet)).containsExactly("d-1");
        assertThat(admin.replication(fleet)).isEqualTo(new Replication(ONE, 1));
        assertThat(admin.describe(fleet)).extracting(TopicState::name).containsExactly(fleet.interim(), fleet.journal(),
                fleet.control(), fleet.ordered("d-1"), fleet.receipts("d-1"), fleet.recall("d-1"));
        assertThat(admin.describe(fleet)).allMatch(topic -> topic.partitions() == (topic.name().equals(fleet.control()) ? 1 : 2) && topic.faults().isEmpty() && topic.offsets() == 0);
    }

    @Test
    void aDestinationNeedsItsFleet() {
        assertThatThrownBy(() -> admin.ensureDestination(new FleetTopics("nowhere"), "there", ONE))
                .isInstanceOf(TopicException.class)
                .hasMessage("There is no fleet nowhere: its topic entrepot.nowhere.interim does not exist;"
                        + " create it first, with entrepot topics create.");
    }

    @Test
    void moreCopiesThanBrokersIsSaid() {
        assertThatThrownBy(() -> admin.ensureFleet(new FleetTopics("copies"), 1, (short) 3))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("use a replication factor of at most the number of brokers");
    }

    @Test
    void aGroupGetsPositionsOnlyWhereItHasNone() {
        FleetTopics fleet = new FleetTopics("positions");
        admin.ensureFleet(fleet, 2, ONE);
        TopicPartition zero = new TopicPartition(fleet.interim(), 0);
        TopicPartition one = new TopicPartition(fleet.interim(), 1);
        String group = fleet.writerGroup("d");

        assertThat(admin.positions(group)).isEmpty();
        admin.ensurePositions(group, Map.of(zero, 5L));
        admin.ensurePositions(group, Map.of(zero, 7L, one, 9L));

        assertThat(admin.positions(group)).containsExactlyInAnyOrderEntriesOf(Map.of(zero, 5L, one, 9L));
    }

    @Test
    void aRunningGroupWithoutPositionsIsLeftAlone() {
        FleetTopics fleet = new FleetTopics("running");
        admin.ensureFleet(fleet, 1, ONE);
        Map<String, Object> earliest = new HashMap<>(settings.consumer("g-running"));
        earliest.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(earliest)) {
            member.subscribe(List.of(fleet.interim()));
            await().atMost(Duration.ofMinutes(5)).until(() -> {
                member.poll(Duration.ofMillis(50));
                return !member.assignment().isEmpty();
            });

            assertThatThrownBy(() ->
                    admin.ensurePositions("g-running", Map.of(new TopicPartition(fleet.interim(), 0), 0L)))
                    .isInstanceOf(TopicException.class)
                    .hasMessageContaining("give the group g-running its first positions");
        }
    }

    @Test
    void trimmingIsSeenAndAReaderBehindItIsToldSo() {
        FleetTopics fleet = new FleetTopics("trimmed");
        admin.ensureFleet(fleet, 1, ONE);
        TopicPartition partition = new TopicPartition(fleet.interim(), 0);
        send(fleet.interim(), new byte[1], new byte[2], new byte[3]);
        admin.ensurePositions("g-trimmed", Map.of(partition, 1L));

        admin.trim(Map.of(partition, 2L));
        admin.trim(Map.of(partition, 1L));

        assertThat(admin.startOffsets(fleet.interim())).containsEntry(partition, 2L);
        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(admin.endOffsets(fleet.interim())).containsEntry(partition, 4L));
        assertThatThrownBy(() -> admin.ensurePositions("g-trimmed", Map.of(partition, 2L)))
                .isInstanceOf(TopicException.class)
                .hasMessage("The group g-trimmed stands at offset 1 of entrepot.trimmed.interim-0, whose first offset"
                        + " is 2: records it has not read were trimmed.");
    }

    @Test
    void theEndIsWhatACommittedReaderComesTo() {
        FleetTopics fleet = new FleetTopics("end");
        admin.ensureFleet(fleet, 1, ONE);
        TopicPartition partition = new TopicPartition(fleet.interim(), 0);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("t-end"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(fleet.interim(), 0, null, new byte[1]));
            producer.flush();

            assertThat(admin.endOffsets(fleet.interim())).containsEntry(partition, 0L);
            producer.commitTransaction();
        }
        await().atMost(Duration.ofMinutes(5)).until(() -> admin.endOffsets(fleet.interim()).get(partition) == 2L);
    }

    /** The chain of sizes, from the largest record the rules allow to a fetch that was meant for smaller ones. */
    @Test
    void theLargestRecordGoesThroughAndIsFetched() throws Exception {
        FleetTopics fleet = new FleetTopics("large");
        admin.ensureFleet(fleet, 1, ONE);
        int blocks = Limits.RUN_BLOCKS_MAX;
        NewBlocks largest = new NewBlocks((long) Limits.RUN_BYTES_MAX, 0, null,
                Collections.nCopies(blocks, Limits.RUN_BYTES_MAX / blocks), Samples.digests(1, blocks),
                ByteBuffer.allocate(Limits.RUN_BYTES_MAX));
        WireFormat wire = new WireFormat(MapRegistry.ofOurs());
        byte[] value = wire.encode(fleet.interim(), largest);
        byte[] full = new byte[Limits.VALUE_BYTES_MAX];

        send(fleet.interim(), new byte[1], value, full);

        try (KafkaConsumer<byte[], byte[]> fetcher = new KafkaConsumer<>(settings.fetcher("c-large"))) {
            TopicPartition partition = new TopicPartition(fleet.interim(), 0);
            fetcher.assign(List.of(partition));
            fetcher.seek(partition, 1);
            assertThat(wire.decode(next(fetcher).value(), NewBlocks.class)).isEqualTo(largest);
            assertThat(next(fetcher).value()).isEqualTo(full);
        }
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        KafkaSettings absent = new KafkaSettings("127.0.0.1:" + port,
                Map.of("admin.default.api.timeout.ms", "1000", "admin.request.timeout.ms", "500"));

        try (TopicAdmin nobody = new TopicAdmin(absent)) {
            assertThatThrownBy(() -> nobody.ensureFleet(new FleetTopics("f"), 1, ONE))
                    .isInstanceOf(TopicException.class)
                    .hasMessageStartingWith("No answer in time from Kafka at 127.0.0.1:" + port)
                    .hasMessageContaining("check the bootstrap server");
        }
    }

    @Test
    void aServerWhoseNameNobodyKnowsIsNamed() {
        KafkaSettings nowhere = KafkaSettings.of("no-such-host.invalid:9092");

        assertThatThrownBy(() -> new TopicAdmin(nowhere)).isInstanceOf(TopicException.class)
                .hasMessageStartingWith("Kafka at no-such-host.invalid:9092 could not be reached with these");
    }

    private static ConsumerRecord<byte[], byte[]> next(KafkaConsumer<byte[], byte[]> consumer) {
        return await().atMost(Duration.ofMinutes(5)).until(() -> consumer.poll(Duration.ofMillis(200)), polled -> !polled.isEmpty()).iterator()
                .next();
    }

    private static void send(String topic, byte[]... values) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("t-" + topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, value));
            }
            producer.commitTransaction();
        }
    }
}
