package io.entrepot.systemtests.interim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** J: what lies on a topic once more, with something done to each record. */
public final class SpoiltRecords {

    private static final int REQUEST_BYTES_MAX = 9 << 20;
    /** Most records are to be small ones, so that there can be many of them. */
    private static final int LARGE_BYTES = 64 << 10;
    private static final int FLIPS_MAX = 4;
    private static final int NOISE_BYTES_MAX = 300;

    private final SplittableRandom random;

    /** What is done to a record. */
    public enum Deed { BITS_FLIPPED, KEY_FLIPPED, CUT_SHORT, DUPLICATED, REORDERED, OTHER_KEY, NOISE_BEHIND }

    public SpoiltRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Reads the topic's first partition and sends {@code count} records made of what it holds to it; says how many of each kind. */
    public Map<Deed, Integer> send(String bootstrapServer, String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> right = read(bootstrapServer, new TopicPartition(topic, 0));
        Map<Deed, Integer> sent = new EnumMap<>(Deed.class);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int at = random.nextInt(right.size());
            for (int i = 0; i < count; i++) {
                Deed deed = Deed.values()[i % Deed.values().length];
                // Those that only stand elsewhere come in the order in which they were: that is what looks most like an image.
                at = deed == Deed.DUPLICATED ? (at + 1) % right.size() : some(right);
                ConsumerRecord<byte[], byte[]> one = right.get(at);
                ConsumerRecord<byte[], byte[]> other = right.get(some(right));
                producer.send(new ProducerRecord<>(topic, 0, null, key(deed, one, other), value(deed, one), one.headers())).get();
                sent.merge(deed, 1, Integer::sum);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not take a spoilt record", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while spoilt records were sent", e);
        }
        return sent;
    }

    private int some(List<ConsumerRecord<byte[], byte[]>> right) {
        int at = random.nextInt(right.size());
        byte[] value = right.get(at).value();
        return value != null && value.length > LARGE_BYTES ? random.nextInt(right.size()) : at;
    }

    private byte[] key(Deed deed, ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return switch (deed) {
            case KEY_FLIPPED -> flipped(one.key());
            case OTHER_KEY -> other.key();
            default -> one.key();
        };
    }

    private byte[] value(Deed deed, ConsumerRecord<byte[], byte[]> one) {
        byte[] value = one.value();
        return switch (deed) {
            case BITS_FLIPPED -> flipped(value);
            case CUT_SHORT -> Arrays.copyOf(value, random.nextInt(Math.max(1, value.length)));
            case NOISE_BEHIND -> noiseBehind(value);
            default -> value;
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(FLIPS_MAX); i >= 0 && flipped.length > 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    private byte[] noiseBehind(byte[] value) {
        byte[] noise = new byte[1 + random.nextInt(NOISE_BYTES_MAX)];
        random.nextBytes(noise);
        byte[] longer = Arrays.copyOf(value, value.length + noise.length);
        System.arraycopy(noise, 0, longer, value.length, noise.length);
        return longer;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServer, TopicPartition partition) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        if (records.isEmpty()) {
            throw new IllegalStateException("there is nothing on " + partition);
        }
        return records;
    }
}
