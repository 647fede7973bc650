package io.entrepot.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.replay.core.Part;
import io.entrepot.replay.core.Sent;
import io.entrepot.replay.core.Tables;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicReader;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** G: a recall that nobody goes on with is found, whatever the command that began it has left behind it. */
class RecallTailTest {

    private static final AtomicInteger FLEETS = new AtomicInteger();
    private static final String DESTINATION = "there";
    private static final String ID = "0c7f9a52-6b0e-4a3f-9d57-1f2e3d4c5b6a";
    private static final int PARTITIONS = 3;
    private static final long MIB = 1 << 20;

    private final KafkaSettings kafka = TestBroker.get().kafka;
    private final WireFormat format = new WireFormat(TestBroker.get().registry);
    private FleetTopics fleet;
    private String interimTopicId;

    @BeforeEach
    void makeTopics() {
        fleet = new FleetTopics("recall" + FLEETS.incrementAndGet());
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.ensureFleet(fleet, PARTITIONS, (short) 1);
            topics.ensureDestination(fleet, DESTINATION, (short) 1);
            interimTopicId = topics.interimTopicId(fleet);
        }
    }

    @Test
    void nothingIsUnfinishedWhereNothingWasBegunOrAllOfItHasCome() {
        // Given
        assertThat(unfinished()).as("of an empty topic").isEmpty();

        // When
        try (RecallWriter writer = writer()) {
            writer.begin(Map.of(place(0), 40L, place(1), 0L));
            writer.write(sent(1), 0, rows(part(0, 5), seal(7)), Optional::empty);
        }

        // Then
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void whatWasBegunOnEachPartitionAndNeverSealedIsFoundAndCanBeGivenUp() {
        // Given
        try (RecallWriter writer = writer()) {
            writer.write(sent(2), 0, rows(part(0, 5), seal(7)), Optional::empty);
            writer.write(sent(0), 0, rows(part(0, 5), part(MIB, 6)), Optional::empty);
            writer.write(sent(2), 1, rows(part(0, 5)), Optional::empty);
        }

        // When
        Map<Integer, RecordKey> unfinished = unfinished();

        // Then
        assertThat(unfinished).containsOnlyKeys(0, 2).containsEntry(0, new RecordKey("image0", ID, MIB))
                .containsEntry(2, new RecordKey("image2", ID, 0L));
        try (RecallWriter writer = writer()) {
            unfinished.forEach(writer::giveUp);
        }
        assertThat(unfinished()).as("after it was given up").isEmpty();
    }

    /** A trim that came before the recall could be read takes what it needs: nobody waits for its seal. */
    @Test
    void whatIsFoundGoneWhenItsRecallHasBegunIsGivenUp() {
        // Given
        Map<Integer, RecordKey> begun = new HashMap<>();
        try (RecallWriter writer = writer()) {
            // When
            Optional<String> why = writer.write(sent(1), 0, rows(part(0, 5), part(MIB, 6), seal(7)), () -> {
                begun.putAll(unfinished());
                return Optional.of("It is gone.");
            });

            // Then
            assertThat(why).contains("It is gone.");
            assertThat(begun).as("H: who trims sees it by then").containsOnlyKeys(1);
            writer.write(sent(2), 0, rows(part(0, 5), seal(7)), Optional::empty);
        }
        assertThat(unfinished()).isEmpty();
        List<RecordType> types = new ArrayList<>();
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            TopicPartition place = new TopicPartition(topic(), 1);
            TopicReader.read(kafka.reader("test"), Map.of(place, 0L), Map.of(place, topics.endOffsets(topic()).get(place)), () -> false,
                    record -> types.add(type(record)));
        }
        assertThat(types).containsExactly(RecordType.RECALL_STARTED, RecordType.IMAGE_ABORTED);
    }

    private RecordType type(ConsumerRecord<byte[], byte[]> record) {
        try {
            return format.peek(record.value()).type();
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTransactionThatAKilledCommandLeftDoesNotHideWhatItHadCommitted() {
        // Given: the second transaction of a large image, which its successor aborts, is longer than what is looked at first
        try (RecallWriter writer = writer()) {
            writer.write(sent(1), 0, rows(part(0, 5)), Optional::empty);
        }
        aborted(IntStream.rangeClosed(1, 3_000).mapToObj(i -> new DeferredBlocks(MIB, (long) i)).toList());

        // When
        Map<Integer, RecordKey> unfinished = unfinished();

        // Then
        assertThat(unfinished).containsOnlyKeys(1).containsEntry(1, new RecordKey("image1", ID, 0L));
    }

    @Test
    void whatWasOnlyAbortedWasNeverBegun() {
        // Given
        aborted(IntStream.rangeClosed(1, 200).mapToObj(i -> new DeferredBlocks(MIB, (long) i)).toList());
        // When
        Map<Integer, RecordKey> unfinished = unfinished();
        // Then
        assertThat(unfinished).isEmpty();
    }

    @Test
    void strangersRecordsBeginNothing() {
        // Given
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic(), 1, new byte[] {1}, new byte[] {2}));
            producer.send(new ProducerRecord<>(topic(), 2, null, (byte[]) null));
            producer.commitTransaction();
        }
        // When
        Map<Integer, RecordKey> unfinished = unfinished();
        // Then
        assertThat(unfinished).as("J").isEmpty();
    }

    private Map<Integer, RecordKey> unfinished() {
        TestBroker.get().settle();
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            return RecallTail.unfinished(topics, kafka, format, topic(), () -> false);
        }
    }

    private void aborted(List<? extends SpecificRecord> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.beginTransaction();
            byte[] key = format.encode(topic(), new RecordKey("image1", ID, MIB));
            records.forEach(record -> producer.send(new ProducerRecord<>(topic(), 1, key, format.encode(topic(), record))));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka.producer(fleet.recallTransactionalId(DESTINATION)));
        producer.initTransactions();
        return producer;
    }

    private RecallWriter writer() {
        return new RecallWriter(kafka, fleet, DESTINATION, interimTopicId, format);
    }

    private String topic() {
        return fleet.recall(DESTINATION);
    }

    private TopicPartition place(int partition) {
        return new TopicPartition(fleet.interim(), partition);
    }

    private static Sent sent(int partition) {
        return new Sent(partition, "image" + partition, ID, 4, 2 * MIB, 0, Sent.State.SEALED, 2 * MIB, 0, 7, 4, true, Optional.empty());
    }

    private static Part part(long offset, long interimOffset) {
        return new Part(offset, Part.Kind.NEW, interimOffset, MIB, new byte[0]);
    }

    private Part seal(long interimOffset) {
        byte[] value = format.encode(topic(), new ImageSealed(2 * MIB, ByteBuffer.wrap(new byte[32]), 0L, 2 * MIB, 0L));
        return new Part(2 * MIB, Part.Kind.SEALED, interimOffset, 0, value);
    }

    private static Tables.Rows<Part> rows(Part... parts) {
        Iterator<Part> rows = Stream.of(parts).iterator();
        return new Tables.Rows<>() {

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Part next() {
                return rows.next();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
