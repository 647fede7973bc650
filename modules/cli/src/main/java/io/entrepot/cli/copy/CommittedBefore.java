package io.entrepot.cli.copy;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier runs over the same interim directory have committed: the writer says that once, and not to a later run. */
final class CommittedBefore {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedBefore.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private CommittedBefore() {
    }

    /** Generations with a receipt that says committed; to be called before a writer runs. */
    static Set<String> read(KafkaSettings kafka, String receipts, WireFormat format) {
        Set<String> generations = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(kafka.reader("entrepot-copy"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(receipts).stream()
                    .map(partition -> new TopicPartition(receipts, partition.partition())).collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record, format, generations);
                }
            }
        }
        return generations;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, WireFormat format, Set<String> generations) {
        if (record.value() == null) {
            return;
        }
        try {
            if (format.decode(record.value(), Receipt.class).getState() == ReceiptState.COMMITTED) {
                generations.add(format.decode(record.key(), ReceiptKey.class).getGeneration());
            }
        } catch (WireException e) {
            LOG.atWarn().addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage()).log("A receipt cannot be read");
        }
    }
}
