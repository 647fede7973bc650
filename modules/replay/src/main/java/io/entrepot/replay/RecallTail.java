package io.entrepot.replay;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicReader;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The last committed record of each partition of a recall topic: whether it ends a recall, or one was begun and never ended. */
final class RecallTail {

    private static final String CLIENT = "entrepot-replay-recall";
    /** Looked at first: the last record has at least the end of its transaction behind it, and few more offsets as a rule. */
    private static final long OFFSETS = 64;
    /** So many times as far back each time that nothing committed was there: a killed command leaves a transaction of any length. */
    private static final long FURTHER = 16;
    private static final Set<RecordType> ENDS = EnumSet.of(RecordType.IMAGE_SEALED, RecordType.IMAGE_ABORTED, RecordType.REPLAY_STARTED);

    private final WireFormat format;
    /** Of each partition that has a committed record: the key of the last one, unless that ends what was begun. */
    private final Map<Integer, Optional<RecordKey>> last = new HashMap<>();

    private RecallTail(WireFormat format) {
        this.format = format;
    }

    /** The key of the last record, by partition, where that ends nothing. */
    static Map<Integer, RecordKey> unfinished(TopicAdmin topics, KafkaSettings kafka, WireFormat format, String topic,
            BooleanSupplier stopped) {
        RecallTail tail = new RecallTail(format);
        Map<TopicPartition, Long> starts = topics.startOffsets(topic);
        Map<TopicPartition, Long> ends = new HashMap<>(topics.endOffsets(topic));
        for (long back = OFFSETS; !ends.isEmpty(); back *= FURTHER) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                from.put(end.getKey(), Math.max(starts.get(end.getKey()), end.getValue() - back));
            }
            if (!TopicReader.read(kafka.reader(CLIENT), from, ends, stopped, tail::take)) {
                throw ReplayException.interrupted();
            }
            ends.keySet().removeIf(place -> tail.last.containsKey(place.partition()) || from.get(place).equals(starts.get(place)));
        }
        Map<Integer, RecordKey> unfinished = new HashMap<>();
        tail.last.forEach((partition, key) -> key.ifPresent(begun -> unfinished.put(partition, begun)));
        return unfinished;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        last.put(record.partition(), begun(record));
    }

    private Optional<RecordKey> begun(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ENDS.contains(format.peek(record.value()).type()) ? Optional.empty()
                    : Optional.of(format.decode(record.key(), RecordKey.class));
        } catch (WireException bad) {
            // No recall of ours.
            return Optional.empty();
        }
    }
}
