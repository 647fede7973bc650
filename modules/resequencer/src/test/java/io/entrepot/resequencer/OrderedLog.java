package io.entrepot.resequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A partition of the ordered topic as it is committed, read from its start and held against the interim partition. */
final class OrderedLog {

    private final Harbour harbour;
    private final Map<Long, ConsumerRecord<byte[], byte[]>> interim = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private final Set<Long> crossed = new HashSet<>();
    private String current;
    private boolean over = true;
    int deferred;
    int sealed;

    private OrderedLog(Harbour harbour) {
        this.harbour = harbour;
    }

    static OrderedLog check(Harbour harbour, int partition) throws WireException {
        OrderedLog log = new OrderedLog(harbour);
        log.read(harbour.topics.interim(), partition, record -> log.interim.put(record.offset(), record));
        log.read(harbour.topics.ordered(Harbour.DESTINATION), partition, log::next);
        return log;
    }

    private interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record) throws WireException;
    }

    private void read(String topic, int partition, Reader reader) throws WireException {
        TopicPartition of = new TopicPartition(topic, partition);
        long end = harbour.admin.endOffsets(topic).get(of);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(harbour.kafka.reader("check"))) {
            consumer.assign(Set.of(of));
            consumer.seekToBeginning(Set.of(of));
            while (consumer.position(of) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    reader.read(record);
                }
            }
        }
    }

    private void next(ConsumerRecord<byte[], byte[]> passed) throws WireException {
        RecordKey key = harbour.format.decode(passed.key(), RecordKey.class);
        SpecificRecord record = harbour.format.decode(passed.value());
        if (record instanceof TurnStarted) {
            assertThat(over).as("B: a turn within a turn").isTrue();
            current = key.getGeneration();
            over = false;
        }
        assertThat(key.getGeneration()).as("B: records of two images interleave").isEqualTo(current);
        assertThat(over).as("B: a record behind the end of its turn").isFalse();
        assertThat(key.getOffset()).as("C: not where the extent before it ended")
                .isEqualTo(cursors.getOrDefault(current, 0L));
        if (record instanceof TurnStarted || record instanceof TurnParked) {
            over = record instanceof TurnParked;
            return;
        }
        long offset = WireHeaders.interimOffset(passed.headers()).orElseThrow();
        assertThat(crossed.add(offset)).as("D: crossed twice").isTrue();
        if (record instanceof DeferredBlocks blocks) {
            deferred++;
            assertThat(harbour.format.decode(interim.get(offset).value())).isInstanceOf(NewBlocks.class);
            cursors.merge(current, blocks.getLength(), Long::sum);
            return;
        }
        assertThat(passed.value()).as("F: changed on the way").isEqualTo(interim.get(offset).value());
        assertThat(passed.key()).isEqualTo(interim.get(offset).key());
        if (record instanceof NewBlocks blocks) {
            cursors.merge(current, blocks.getLength(), Long::sum);
        } else if (record instanceof ImageSealed seal) {
            assertThat(key.getOffset()).as("C: not covered to its size").isEqualTo(seal.getSize());
            sealed++;
            over = true;
        } else {
            assertThat(record).isInstanceOf(ImageOpened.class);
        }
    }
}
