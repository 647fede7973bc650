package io.entrepot.resequencer;

import io.entrepot.resequencer.topology.Letters;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecordKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes as an agent does: in transactions, some of which come to nothing. */
final class Sender implements AutoCloseable {

    private static final int BLOCKS = 16;
    static final int RUN_BYTES = BLOCKS * Letters.BLOCK;

    private final Harbour harbour;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Random random = new Random(11);

    Sender(Harbour harbour) {
        this.harbour = harbour;
        producer = new KafkaProducer<>(harbour.kafka.producer(harbour.topics.agentTransactionalId("agent")));
        producer.initTransactions();
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    void open(int partition, int image, int runs) {
        send(partition, image, 0, new ImageOpened((long) runs * RUN_BYTES, "agent", 1, 0, 0644, 0L, Instant.EPOCH));
    }

    /** One run of bytes nobody sent before. */
    void run(int partition, int image, int run) {
        byte[] payload = new byte[RUN_BYTES];
        random.nextBytes(payload);
        byte[] digests = new byte[32 * BLOCKS];
        random.nextBytes(digests);
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            lengths.add(Letters.BLOCK);
        }
        send(partition, image, (long) run * RUN_BYTES, new NewBlocks((long) RUN_BYTES, 0, null, lengths,
                ByteBuffer.wrap(digests), ByteBuffer.wrap(payload)));
    }

    void seal(int partition, int image, int runs) {
        long size = (long) runs * RUN_BYTES;
        send(partition, image, size, new ImageSealed(size, ByteBuffer.allocate(32), 0L, size, 0L));
    }

    void raw(int partition, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(harbour.topics.interim(), partition, key, value));
    }

    static RecordKey key(int image, long offset) {
        return new RecordKey("image" + image, Letters.generation(image), offset);
    }

    private void send(int partition, int image, long offset, SpecificRecord record) {
        String topic = harbour.topics.interim();
        raw(partition, harbour.format.encode(topic, key(image, offset)), harbour.format.encode(topic, record));
    }

    @Override
    public void close() {
        producer.close();
    }
}
