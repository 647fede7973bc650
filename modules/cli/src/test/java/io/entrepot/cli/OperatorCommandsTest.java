package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.WriterListener;
import io.entrepot.registry.RegistryServer;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlOrders;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicReader;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, against a broker and a registry: what is refused has changed nothing, and what is done is no more than was meant. */
class OperatorCommandsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path temp;
    private static EmbeddedBroker broker;
    private static RegistryServer server;
    private static SchemaRegistry registry;
    private static KafkaSettings kafka;
    private static TopicAdmin topics;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(temp.resolve("broker"));
        kafka = KafkaSettings.of(broker.bootstrapServers());
        topics = new TopicAdmin(kafka);
        server = RegistryServer.start("127.0.0.1", 0, temp.resolve("schemas.json"));
        registry = SchemaRegistries.confluent(url(), Map.of());
    }

    @AfterAll
    static void stop() {
        registry.close();
        server.close();
        topics.close();
        broker.close();
    }

    /** How a command ended, and all that it said. */
    private record Ended(int exit, String said) {
    }

    private record Given(ControlKey key, ControlOrder order) {
    }

    @Test
    void oneFleetIsDeletedAndOnlyByForce() {
        // Given
        FleetTopics web = made("web", "east");
        FleetTopics other = made("web-2", "east");
        SortedSet<String> before = topics.names(web);
        SortedSet<String> others = topics.names(other);

        // When
        Ended refused = run("topics delete", web);

        // Then
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.said()).contains("Would delete " + web.interim(), "--force").doesNotContain(other.prefix()).doesNotContain("Deleted");
        assertThat(topics.names(web)).isEqualTo(before);

        // When
        Ended done = run("topics delete", web, "--force");

        // Then
        assertThat(done.exit()).as("%s", done).isEqualTo(ExitCode.DONE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.names(web)).isEmpty());
        assertThat(topics.names(other)).isEqualTo(others);
        assertThat(run("topics delete", web, "--force").said()).contains("There is no fleet web");
    }

    @Test
    void aDestinationWithUnfinishedImagesIsResetAndOnlyByForce() throws Exception {
        // Given
        FleetTopics fleet = made("reset", "east", "west");
        TopicPartition interim = new TopicPartition(fleet.interim(), 0);
        Stream.of("east", "west").forEach(each -> topics.putPositions(fleet.applicationId(each), Map.of(interim, 0L)));
        receipt(fleet, "east", "disk", ReceiptState.RECEIVING);
        SortedSet<String> before = topics.names(fleet);

        // When
        Ended refused = run("reset", fleet, "--destination", "east");
        Ended dry = run("reset", fleet, "--destination", "east", "--dry-run");
        Ended forcedDry = run("reset", fleet, "--destination", "east", "--dry-run", "--force");

        // Then
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.said()).contains("disk", "1 unfinished", "--force", "Nothing was removed").doesNotContain("Removed ");
        assertThat(List.of(dry, forcedDry)).allSatisfy(each -> {
            assertThat(each.exit()).isEqualTo(ExitCode.DONE);
            assertThat(each.said()).contains("Would remove " + fleet.receipts("east")).doesNotContain("Removed ");
        });
        assertThat(topics.names(fleet)).isEqualTo(before);
        assertThat(topics.positions(fleet.applicationId("east"))).containsEntry(interim, 0L);

        // When
        Ended done = run("reset", fleet, "--destination", "east", "--force");

        // Then
        assertThat(done.exit()).as("%s", done).isEqualTo(ExitCode.DONE);
        before.removeAll(Set.of(fleet.ordered("east"), fleet.receipts("east"), fleet.recall("east")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.names(fleet)).isEqualTo(before).contains(fleet.receipts("west")));
        assertThat(topics.positions(fleet.applicationId("east"))).isEmpty();
        assertThat(topics.positions(fleet.applicationId("west"))).containsEntry(interim, 0L);
    }

    @Test
    void ordersReachTheImagesAndTheAgentsThatAreMeant() {
        // Given
        FleetTopics fleet = made("orders");

        // When, Then
        assertThat(run("cancel", fleet).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run("cancel", fleet, "--image", "**").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(given(fleet)).as("what was refused").isEmpty();

        // When, Then
        done(run("pause", fleet, "--image", "web/*"));
        assertThat(inForce(fleet)).satisfies(orders -> {
            assertThat(orders.isPaused("web/a")).isTrue();
            assertThat(orders.isPaused("db/a")).isFalse();
        });
        done(run("resume", fleet, "--image", "web/a"));
        assertThat(inForce(fleet)).satisfies(orders -> {
            assertThat(orders.isPaused("web/a")).isFalse();
            assertThat(orders.isPaused("web/b")).isTrue();
        });
        done(run("pause", fleet));
        assertThat(inForce(fleet).isPaused("db/a")).isTrue();
        done(run("resume", fleet));
        assertThat(inForce(fleet).standing()).isEmpty();

        // When, Then
        done(run("rate", fleet, "8Mbit"));
        done(run("rate", fleet, "--agent", "seven", "unlimited"));
        assertThat(inForce(fleet).rate("six")).contains(OptionalLong.of(1_000_000));
        assertThat(inForce(fleet).rate("seven")).contains(OptionalLong.empty());

        // When, Then
        done(run("cancel", fleet, "--image", "web/*"));
        done(run("cancel", fleet, "--force"));
        assertThat(given(fleet).stream().filter(each -> each.order().getVerb() == ControlVerb.CANCEL).map(each -> each.key().getPattern()))
                .containsExactly("web/*", "**");
    }

    /** A block that is known is not published once more; what is sent again is; an image is its agent's until another takes it over. */
    @Test
    void whatIsSentAheadAgainAndByAnotherAgent() throws IOException {
        // Given
        FleetTopics fleet = made("sent");
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        Path image = Files.write(temp.resolve("disk.img"), bytes);

        // When, Then
        done(send(fleet, "one", image, "--precopy"));
        assertThat(types(fleet)).contains(RecordType.NEW_BLOCKS).doesNotContain(RecordType.IMAGE_SEALED);
        int ahead = types(fleet).size();
        done(send(fleet, "one", image));
        assertThat(types(fleet).subList(ahead, types(fleet).size())).contains(RecordType.KNOWN_BLOCKS, RecordType.IMAGE_SEALED)
                .doesNotContain(RecordType.NEW_BLOCKS);

        // When, Then
        int once = types(fleet).size();
        done(send(fleet, "one", image));
        assertThat(types(fleet)).as("what has not changed is not sent again unasked").hasSize(once);
        done(send(fleet, "one", image, "--again"));
        assertThat(types(fleet).subList(once, types(fleet).size())).contains(RecordType.IMAGE_OPENED, RecordType.IMAGE_SEALED);

        // When, Then
        int twice = types(fleet).size();
        Files.write(image, new byte[1 << 20]);
        Ended refused = send(fleet, "two", image);
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.FAILED);
        assertThat(refused.said()).contains("disk.img", "one", "--take-over");
        assertThat(types(fleet)).hasSize(twice);
        done(send(fleet, "two", image, "--take-over"));
        assertThat(types(fleet).subList(twice, types(fleet).size())).contains(RecordType.IMAGE_OPENED, RecordType.IMAGE_SEALED);
    }

    @Test
    void whatIsOlderIsTrimmedAndNotWhatIsYounger() throws Exception {
        // Given
        FleetTopics fleet = made("trimmed");
        TopicPartition interim = new TopicPartition(fleet.interim(), 0);
        opened(fleet, "old.img", Duration.ofHours(2));
        opened(fleet, "new.img", Duration.ZERO);

        // When
        Ended nothing = run("topics trim", fleet, "--older-than", "3h", "--force");
        Ended refused = run("topics trim", fleet, "--older-than", "1h");
        Ended twoWays = run("topics trim", fleet, "--older-than", "1h", "--delivered", "--force");

        // Then
        assertThat(nothing.exit()).as("%s", nothing).isEqualTo(ExitCode.DONE);
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.FAILED);
        assertThat(refused.said()).contains("old.img", "Nothing was trimmed", "--force").doesNotContain("new.img");
        assertThat(twoWays.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(topics.startOffsets(fleet.interim())).containsEntry(interim, 0L);

        // When
        done(run("topics trim", fleet, "--older-than", "1h", "--force"));

        // Then
        assertThat(topics.startOffsets(fleet.interim())).containsEntry(interim, 1L);
    }

    private static FleetTopics made(String name, String... destinations) {
        FleetTopics fleet = new FleetTopics(name);
        topics.ensureFleet(fleet, 1, (short) 1);
        Arrays.stream(destinations).forEach(each -> topics.ensureDestination(fleet, each, (short) 1));
        Set<String> wanted = Stream.concat(Stream.of(fleet.interim(), fleet.journal(), fleet.control()), Arrays.stream(destinations).flatMap(each ->
                Stream.of(fleet.ordered(each), fleet.receipts(each), fleet.recall(each)))).collect(Collectors.toSet());
        await().atMost(PATIENCE).until(() -> topics.names(fleet).containsAll(wanted));
        return fleet;
    }

    private static void receipt(FleetTopics fleet, String destination, String image, ReceiptState state) throws Exception {
        write(fleet.receipts(destination), new ReceiptKey(image, UUID.randomUUID().toString()), Receipt.newBuilder().setState(state).setTurn(1)
                .setOrdinal(0).setCursor(0).setOrderedBytes(0).setCause(null).setAt(Instant.EPOCH).build(), Duration.ZERO);
    }

    private static void opened(FleetTopics fleet, String image, Duration ago) throws Exception {
        write(fleet.interim(), new RecordKey(image, UUID.randomUUID().toString(), 0L), ImageOpened.newBuilder().setSize(1).setAgent("test")
                .setChunker(1).setMode(0640).setModifiedAtNs(0).setOpenedAt(Instant.EPOCH).build(), ago);
    }

    private static void write(String topic, SpecificRecord key, SpecificRecord value, Duration ago) throws Exception {
        WireFormat wire = new WireFormat(registry);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka.plainProducer("test"))) {
            producer.send(new ProducerRecord<>(topic, 0, System.currentTimeMillis() - ago.toMillis(), wire.encode(topic, key),
                    wire.encode(topic, value))).get();
        }
    }

    private static ControlOrders inForce(FleetTopics fleet) {
        ControlOrders orders = new ControlOrders();
        given(fleet).forEach(each -> orders.take(each.key(), each.order()));
        return orders;
    }

    private static List<Given> given(FleetTopics fleet) {
        WireFormat wire = new WireFormat(registry);
        return records(fleet.control()).stream().map(record -> {
            try {
                return new Given(wire.decode(record.key(), ControlKey.class), wire.decode(record.value(), ControlOrder.class));
            } catch (WireException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    /** Of all records on the interim topic, in their order. */
    private static List<RecordType> types(FleetTopics fleet) {
        WireFormat wire = new WireFormat(registry);
        return records(fleet.interim()).stream().map(record -> {
            try {
                return wire.peek(record.value()).type();
            } catch (WireException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        // Kafka answers when the end of a transaction is decided; readers see it when its marker is there.
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> topics.endOffsets(topic).equals(topics.openEndOffsets(topic)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicReader.read(kafka.reader("test"), topics.startOffsets(topic), topics.endOffsets(topic), () -> false, records::add);
        return records;
    }

    private static Ended send(FleetTopics fleet, String agent, Path image, String... options) {
        return run("send", fleet, Stream.concat(Stream.of("--agent", agent, "--state", temp.resolve("agent-" + agent).toString(), image.toString()),
                Arrays.stream(options)).toArray(String[]::new));
    }

    private static void done(Ended ended) {
        assertThat(ended.exit()).as("%s", ended).isEqualTo(ExitCode.DONE);
    }

    /** A command on the fleet, which may be two words. */
    private static Ended run(String command, FleetTopics fleet, String... options) {
        Stream<String> where = Stream.of("--bootstrap-server", broker.bootstrapServers(), "--schema-registry", url(), "--fleet", fleet.fleet());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exit = Main.run(Stream.of(Arrays.stream(command.split(" ")), where, Arrays.stream(options)).flatMap(each -> each).toArray(String[]::new),
                new Surroundings(stream, stream, Interruption.none(), WriterListener.NONE));
        return new Ended(exit, said.toString(StandardCharsets.UTF_8));
    }

    private static String url() {
        return "http://127.0.0.1:" + server.port();
    }
}
