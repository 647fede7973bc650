package io.entrepot.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedBeforeTest {

    private static final String RECEIPTS = new FleetTopics("f").receipts("local");
    /** In the first batch, behind its header. */
    private static final int IN_A_RECORD = 80;

    @TempDir
    private Path interim;
    private final String committed = UUID.randomUUID().toString();

    @Test
    void whatIsSaidToBeCommittedIsReadUnlessTheBrokerHasDiedOrTheTopicIsDamaged() throws IOException {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(interim.resolve("broker"));
                SchemaRegistry registry = SchemaRegistries.embedded(interim.resolve("schemas.json"))) {
            WireFormat format = new WireFormat(registry);
            KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
            try (TopicAdmin topics = new TopicAdmin(kafka); KafkaProducer<byte[], byte[]> writer = new KafkaProducer<>(kafka.plainProducer("writer"))) {
                topics.ensureFleet(new FleetTopics("f"), 1, (short) 1);
                topics.ensureDestination(new FleetTopics("f"), "local", (short) 1);
                say(writer, format, committed, ReceiptState.COMMITTED);
                say(writer, format, UUID.randomUUID().toString(), ReceiptState.FAILED);
            }

            // When, Then
            assertThat(read(broker, registry, () -> false)).containsExactly(committed);
            assertThat(read(broker, registry, () -> true)).as("when the broker has died").isEmpty();
        }

        // Given
        Path segment = interim.resolve("broker/logs/" + RECEIPTS + "-0/00000000000000000000.log");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("damaged".getBytes()), IN_A_RECORD);
        }

        // When, Then
        try (EmbeddedBroker broker = EmbeddedBroker.start(interim.resolve("broker"));
                SchemaRegistry registry = SchemaRegistries.embedded(interim.resolve("schemas.json"))) {
            assertThatThrownBy(() -> read(broker, registry, () -> false)).isInstanceOf(EngineException.class)
                    .hasMessageContaining("damaged on the disk of the interim directory " + interim).hasMessageContaining("remove that directory");
        }
    }

    private Set<String> read(EmbeddedBroker broker, SchemaRegistry registry, BooleanSupplier inVain) {
        KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            return new CommittedBefore(new WireFormat(registry), interim).read(topics, kafka, RECEIPTS, inVain);
        }
    }

    private static void say(KafkaProducer<byte[], byte[]> writer, WireFormat format, String generation, ReceiptState state) {
        Receipt receipt = Receipt.newBuilder().setState(state).setTurn(1).setOrdinal(0).setCursor(0).setOrderedBytes(0).setCause("why")
                .setAt(Instant.EPOCH).build();
        writer.send(new ProducerRecord<>(RECEIPTS, 0, format.encode(RECEIPTS, new ReceiptKey("a", generation)), format.encode(RECEIPTS, receipt)));
        writer.flush();
    }
}
