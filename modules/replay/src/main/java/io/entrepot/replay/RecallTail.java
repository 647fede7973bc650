package io.entrepot.replay;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The last record of each partition of a recall topic: whether it ends a recall, or one was begun and never ended. */
final class RecallTail {

    private static final String CLIENT = "entrepot-replay-recall";
    /** Behind the last record stands the end of its transaction, and those of transactions of other partitions do not. */
    private static final long OFFSETS = 64;
    private static final Set<RecordType> ENDS = EnumSet.of(RecordType.IMAGE_SEALED, RecordType.IMAGE_ABORTED, RecordType.REPLAY_STARTED);

    private RecallTail() {
    }

    /** The key of the last record, by partition, where that ends nothing; nothing where there is no such topic. */
    static Map<Integer, RecordKey> unfinished(TopicAdmin topics, KafkaSettings kafka, WireFormat format, String topic,
            BooleanSupplier stopped) {
        Map<TopicPartition, Long> ends = topics.endOffsets(topic);
        Map<TopicPartition, Long> starts = new HashMap<>(topics.startOffsets(topic));
        starts.replaceAll((partition, start) -> Math.max(start, ends.get(partition) - OFFSETS));
        Map<Integer, RecordKey> last = new HashMap<>();
        Logs.read(kafka.reader(CLIENT), starts, ends, stopped, record -> take(record, format, last));
        return last;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, WireFormat format, Map<Integer, RecordKey> last) {
        try {
            if (ENDS.contains(format.peek(record.value()).type())) {
                last.remove(record.partition());
            } else {
                last.put(record.partition(), format.decode(record.key(), RecordKey.class));
            }
        } catch (WireException bad) {
            // No recall of ours.
            last.remove(record.partition());
        }
    }
}
