package io.entrepot.destination;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import io.entrepot.wire.WireHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Feeds a fleet's topics by hand, each record in a transaction of its own, so that offsets have gaps; reads receipts. */
final class Feed implements AutoCloseable {

    static final String DESTINATION = "here";

    record Said(ReceiptKey key, Receipt receipt) {
    }

    final KafkaSettings kafka;
    final SchemaRegistry registry;
    final FleetTopics topics;
    final String interimTopicId;
    private final WireFormat wire;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> receipts;
    private final List<Said> said = new ArrayList<>();
    private boolean aborting;

    Feed(String fleet, int partitions) {
        TestBroker broker = TestBroker.get();
        kafka = broker.kafka;
        registry = broker.registry;
        topics = new FleetTopics(fleet);
        wire = new WireFormat(registry);
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.ensureFleet(topics, partitions, (short) 1);
            admin.ensureDestination(topics, DESTINATION, (short) 1);
            interimTopicId = admin.interimTopicId(topics);
        }
        // What the writer will register, so that a writer with a copy of the registry's file finds it there.
        wire.encode(topics.receipts(DESTINATION), new ReceiptKey("disk", new UUID(0, 0).toString()));
        wire.encode(topics.receipts(DESTINATION), Receipt.newBuilder().setState(ReceiptState.RECEIVING).setTurn(1)
                .setOrdinal(0).setCursor(0).setOrderedBytes(0).setAt(Instant.EPOCH).build());
        Map<String, Object> settings = new HashMap<>(kafka.producer("feed." + fleet));
        settings.put("retry.backoff.ms", "5");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        receipts = new KafkaConsumer<>(kafka.reader("receipts." + fleet), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(topics.receipts(DESTINATION), i));
        }
        receipts.assign(all);
        receipts.seekToBeginning(all);
    }

    /** Has what is done come to nothing: each record of it is in a transaction that is aborted. */
    void aborting(Runnable what) {
        aborting = true;
        what.run();
        aborting = false;
    }

    /** Says where on the interim partition it stands. */
    long interim(int partition, RecordKey key, SpecificRecord value) {
        String topic = topics.interim();
        return send(new ProducerRecord<>(topic, partition, wire.encode(topic, key), wire.encode(topic, value)));
    }

    /** A record with bytes as they are. */
    long send(String topic, int partition, byte[] key, byte[] value) {
        return send(new ProducerRecord<>(topic, partition, key, value));
    }

    /** Says how many bytes the value has. */
    int ordered(int partition, RecordKey key, SpecificRecord value, long interimOffset) {
        String topic = topics.ordered(DESTINATION);
        byte[] bytes = wire.encode(topic, value);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, wire.encode(topic, key), bytes);
        if (interimOffset >= 0) {
            WireHeaders.setInterimOffset(record.headers(), interimOffset);
        }
        send(record);
        return bytes.length;
    }

    /** The record in its wire form, without any of the checks that stand in the way of a lie. */
    byte[] unchecked(SpecificRecord record) {
        int id = registry.register(topics.ordered(DESTINATION) + "-" + record.getSchema().getFullName(),
                record.getSchema().toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** Puts bytes as they are on the ordered topic. */
    void ordered(byte[] key, byte[] value) {
        send(topics.ordered(DESTINATION), 0, key, value);
    }

    /** All receipts so far, in order. */
    List<Said> receipts() {
        for (ConsumerRecord<byte[], byte[]> record : receipts.poll(Duration.ofMillis(20))) {
            try {
                said.add(new Said(wire.decode(record.key(), ReceiptKey.class),
                        wire.decode(record.value(), Receipt.class)));
            } catch (WireException e) {
                throw new AssertionError(e);
            }
        }
        return said;
    }

    long committedOffset(int partition) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            Map<TopicPartition, Long> positions = admin.positions(topics.writerGroup(DESTINATION));
            return positions.getOrDefault(new TopicPartition(topics.ordered(DESTINATION), partition), 0L);
        }
    }

    private long send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.beginTransaction();
            RecordMetadata metadata = producer.send(record).get();
            if (aborting) {
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
            }
            return metadata.offset();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        receipts.close();
    }
}
