package io.entrepot.systemtests.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * Reads a stopped broker's partition from its files. The writer trims the ordered topic behind itself; what is trimmed is hidden from
 * consumers at once and stays in its segment until that is deleted as a whole, so here it can still be seen.
 */
final class SegmentFiles {

    private final Path directory;
    private final TopicPartition partition;

    /** @param logs the broker's log directory */
    SegmentFiles(Path logs, TopicPartition partition) {
        this.partition = partition;
        directory = logs.resolve(partition.toString());
    }

    /**
     * Hands every committed record that is still in a file to {@code sink}, in order.
     *
     * @return the offset that the oldest file begins with
     */
    long read(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<Path> segments = segments();
        Map<Long, NavigableMap<Long, Boolean>> ends = new HashMap<>();
        segments.forEach(segment -> batches(segment, batch -> noteEnd(batch, ends)));
        segments.forEach(segment -> batches(segment, batch -> {
            if (!batch.isControlBatch() && isCommitted(batch, ends)) {
                batch.forEach(record -> sink.accept(consumed(record)));
            }
        }));
        String oldest = segments.get(0).getFileName().toString();
        return Long.parseLong(oldest.substring(0, oldest.indexOf('.')));
    }

    /** Notes, by producer and offset of the marker, whether what the producer had under way was committed. */
    private static void noteEnd(RecordBatch batch, Map<Long, NavigableMap<Long, Boolean>> ends) {
        if (batch.isControlBatch()) {
            Record marker = batch.iterator().next();
            ends.computeIfAbsent(batch.producerId(), unknown -> new TreeMap<>())
                    .put(marker.offset(), ControlRecordType.parse(marker.key()) == ControlRecordType.COMMIT);
        }
    }

    /** The producer's next marker decides; without one the transaction is still open. */
    private static boolean isCommitted(RecordBatch batch, Map<Long, NavigableMap<Long, Boolean>> ends) {
        if (!batch.isTransactional()) {
            return true;
        }
        NavigableMap<Long, Boolean> markers = ends.getOrDefault(batch.producerId(), Collections.emptyNavigableMap());
        Map.Entry<Long, Boolean> next = markers.higherEntry(batch.lastOffset());
        return next != null && next.getValue();
    }

    private ConsumerRecord<byte[], byte[]> consumed(Record record) {
        byte[] key = bytes(record.hasKey() ? record.key() : null);
        byte[] value = bytes(record.hasValue() ? record.value() : null);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), record.offset(), record.timestamp(),
                TimestampType.CREATE_TIME, record.keySize(), record.valueSize(), key, value, new RecordHeaders(record.headers()),
                Optional.empty());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static void batches(Path segment, Consumer<RecordBatch> sink) {
        try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
            records.batches().forEach(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> segments() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
