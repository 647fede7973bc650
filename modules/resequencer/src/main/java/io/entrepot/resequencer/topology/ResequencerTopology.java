package io.entrepot.resequencer.topology;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Interim, receipts and recall, one sequencer for each partition, ordered. The names carry a number for the same reason as the
 * stores' do; a test holds the description against a file.
 */
public final class ResequencerTopology {

    static final String INTERIM = "interim-1";
    static final String RECEIPTS = "receipts-1";
    static final String RECALL = "recall-1";
    static final String SEQUENCER = "sequencer-1";
    static final String ORDERED = "ordered-1";

    /**
     * Of a task's partitions, Streams hands in the record with the least time first. With the time at which a record
     * gets to the front of its queue, all topics are served in turns; with the records' own times, receipts of today
     * would wait behind whatever is left of yesterday's interim records. Nor can a hostile time do any harm.
     */
    private static final TimestampExtractor WHEN_ITS_TURN_CAME = (record, partitionTime) -> System.currentTimeMillis();

    private ResequencerTopology() {
    }

    /** A topology for the settings. */
    public static Topology of(SequencerSettings settings) {
        return of(settings, new SequencerSupplier(settings));
    }

    static Topology of(SequencerSettings settings, ProcessorSupplier<byte[], byte[], OrderedKey, byte[]> sequencer) {
        // A position that is missing or was trimmed away is an error: whoever starts the application has set them all.
        AutoOffsetReset none = AutoOffsetReset.none();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new Topology()
                .addSource(none, INTERIM, WHEN_ITS_TURN_CAME, bytes, bytes, settings.interimTopic())
                .addSource(none, RECEIPTS, WHEN_ITS_TURN_CAME, bytes, bytes, settings.receiptsTopic())
                .addSource(none, RECALL, WHEN_ITS_TURN_CAME, bytes, bytes, settings.recallTopic())
                .addProcessor(SEQUENCER, sequencer, INTERIM, RECEIPTS, RECALL)
                .addSink(ORDERED, settings.orderedTopic(), OrderedKey.SERIALIZER, new ByteArraySerializer(),
                        OrderedKey.PARTITIONER, SEQUENCER);
    }
}
