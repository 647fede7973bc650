package io.entrepot.replay;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A fleet of one partition whose topics are written by hand: images of one block each, and a destination that has read all of it. */
final class TestFleet implements AutoCloseable {

    static final String DESTINATION = "there";
    static final int BLOCK_BYTES = 4_096;

    final KafkaSettings kafka = TestBroker.get().kafka;
    final SchemaRegistry registry = TestBroker.get().registry;
    final FleetTopics topics;
    private final WireFormat format = new WireFormat(registry);
    private final TopicAdmin admin = new TopicAdmin(kafka);
    private final KafkaProducer<byte[], byte[]> producer;

    /** An image that was sent, whole if nothing else is said. */
    record Image(String name, String id, long openedAt) {
    }

    TestFleet(String name) {
        topics = new FleetTopics(name);
        admin.ensureFleet(topics, 1, (short) 1);
        producer = new KafkaProducer<>(kafka.producer("test." + name));
        producer.initTransactions();
    }

    /** Begins to send an image. */
    Image opened(String name) {
        String id = UUID.randomUUID().toString();
        return new Image(name, id, interim(name, id, 0, opened()));
    }

    /** Sends the rest of an image that was opened. */
    void sealed(Image image) {
        interim(image.name(), image.id(), 0, fresh());
        interim(image.name(), image.id(), BLOCK_BYTES, sealed());
    }

    /** Its agent gives the image up. */
    void aborted(Image image) {
        interim(image.name(), image.id(), 0, new ImageAborted("It changed.", null));
    }

    /** Sends an image whose only block is published with it. */
    Image fresh(String name) {
        String id = UUID.randomUUID().toString();
        Image image = new Image(name, id, interim(name, id, 0, opened()));
        sealed(image);
        return image;
    }

    /** Sends an image that only refers to another's block. */
    Image known(String name, Image carrier) {
        String id = UUID.randomUUID().toString();
        long openedAt = interim(name, id, 0, opened());
        KnownRun run = KnownRun.newBuilder().setCarrier(0).setCarrierOffset(0).setLengths(List.of(BLOCK_BYTES)).setDigests(digest()).build();
        interim(name, id, 0, new KnownBlocks((long) BLOCK_BYTES, List.of(new Carrier(carrier.name(), carrier.id())), List.of(run)));
        interim(name, id, BLOCK_BYTES, sealed());
        return new Image(name, id, openedAt);
    }

    /** The destination is made, its resequencer has read everything, and the writer has said this of the image. */
    void said(Image image, ReceiptState state) {
        admin.ensureDestination(topics, DESTINATION, (short) 1);
        hasRead();
        String topic = topics.receipts(DESTINATION);
        send(topic, new ReceiptKey(image.name(), image.id()), Receipt.newBuilder().setState(state).setTurn(1).setOrdinal(image.openedAt())
                .setCursor(0).setOrderedBytes(0).setCause(state == ReceiptState.FAILED ? "It failed." : null).setAt(Instant.EPOCH).build());
    }

    /** The destination's resequencer has read everything. */
    void hasRead() {
        admin.putPositions(topics.applicationId(DESTINATION), new HashMap<>(admin.endOffsets(topics.interim())));
    }

    /** Kafka has forgotten how far the resequencer has read, as it does in time when none runs; what it knows is there. */
    void forgetsPositions() {
        admin.deleteGroup(topics.applicationId(DESTINATION));
        try (Admin kafkaAdmin = Admin.create(kafka.admin())) {
            kafkaAdmin.createTopics(List.of(new NewTopic(topics.applicationId(DESTINATION) + "-images-1-changelog", 1, (short) 1))).all().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void trimBefore(long offset) {
        admin.trim(Map.of(new TopicPartition(topics.interim(), 0), offset));
    }

    /** Says what is about to be trimmed, as a trim does long before it deletes. */
    void announceTrimBefore(long offset) {
        admin.putPositions(topics.trimGroup(), Map.of(new TopicPartition(topics.interim(), 0), offset));
    }

    /** Whether anything stands on the destination's recall topic. */
    boolean isRecalled() {
        return admin.names(topics).contains(topics.recall(DESTINATION))
                && admin.endOffsets(topics.recall(DESTINATION)).values().stream().anyMatch(end -> end > 0);
    }

    boolean isMade() {
        return admin.destinations(topics).contains(DESTINATION);
    }

    private long interim(String image, String id, long offset, SpecificRecord value) {
        return send(topics.interim(), new RecordKey(image, id, offset), value);
    }

    private long send(String topic, SpecificRecord key, SpecificRecord value) {
        try {
            producer.beginTransaction();
            long offset = producer.send(new ProducerRecord<>(topic, 0, format.encode(topic, key), format.encode(topic, value))).get().offset();
            producer.commitTransaction();
            TestBroker.get().settle();
            return offset;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static NewBlocks fresh() {
        return new NewBlocks((long) BLOCK_BYTES, 0, null, List.of(BLOCK_BYTES), digest(), ByteBuffer.allocate(BLOCK_BYTES));
    }

    private static ImageOpened opened() {
        return ImageOpened.newBuilder().setSize(BLOCK_BYTES).setAgent("test").setChunker(1).setMode(0640).setModifiedAtNs(0)
                .setOpenedAt(Instant.EPOCH).build();
    }

    private static ImageSealed sealed() {
        return new ImageSealed((long) BLOCK_BYTES, digest(), 0L, (long) BLOCK_BYTES, 0L);
    }

    private static ByteBuffer digest() {
        return ByteBuffer.wrap(new byte[32]);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
