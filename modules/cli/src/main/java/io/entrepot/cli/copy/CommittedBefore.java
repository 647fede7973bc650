package io.entrepot.cli.copy;

import io.entrepot.wire.DamagedBatch;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicReader;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier runs over the same interim directory have committed: the writer says that once, and not to a later run. */
final class CommittedBefore {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedBefore.class);
    private static final String CLIENT = "entrepot-copy";

    private final WireFormat format;
    private final Path interim;
    private final Set<String> generations = new HashSet<>();

    /** @param interim the directory that the receipts lie in */
    CommittedBefore(WireFormat format, Path interim) {
        this.format = format;
        this.interim = interim;
    }

    /**
     * Generations with a receipt that says committed; to be called before a writer runs.
     *
     * @param inVain whether the broker has died: then it is read no further
     * @throws EngineException when the topic is damaged
     */
    Set<String> read(TopicAdmin topics, KafkaSettings kafka, String receipts, BooleanSupplier inVain) {
        try {
            TopicReader.read(kafka.reader(CLIENT), topics.startOffsets(receipts), topics.endOffsets(receipts), inVain, this::take);
        } catch (KafkaException e) {
            if (!DamagedBatch.isMeantBy(e)) {
                throw e;
            }
            throw new EngineException("What earlier copies have committed cannot be read, as its topic is damaged on the disk of the interim directory "
                    + interim + " (" + e.getMessage() + "): remove that directory and run this again; images that are not there are sent anew.", e);
        }
        return generations;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
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
