package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.core.Action;
import io.entrepot.resequencer.core.Image;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says what a partition's sequencer does. Of bad records a bounded number in a second: who floods a topic fills no
 * disk.
 */
final class SequencerLog {

    private static final Logger LOG = LoggerFactory.getLogger(SequencerLog.class);

    /** Enough to see what is wrong; all of them are counted. */
    private static final int BAD_RECORDS_MAX = 10;

    private final String interimTopic;
    private final String recallTopic;
    private int badRecords;

    SequencerLog(String interimTopic, String recallTopic) {
        this.interimTopic = interimTopic;
        this.recallTopic = recallTopic;
    }

    /** Some time has gone by. */
    void tick() {
        if (badRecords > BAD_RECORDS_MAX) {
            LOG.atWarn().addKeyValue("topic", interimTopic).addKeyValue("records", badRecords - BAD_RECORDS_MAX)
                    .log("More bad records");
        }
        badRecords = 0;
    }

    void say(int partition, Action action) {
        if (action instanceof Action.Refused refused) {
            bad(interimTopic, partition, refused.interimOffset(), refused.why(), "Interim record refused");
        } else if (action instanceof Action.RecallRefused refused) {
            bad(recallTopic, partition, refused.recallOffset(), refused.why(), "Recall refused");
        } else if (action instanceof Action.Recalled recalled) {
            of(partition, recalled.image()).log("Image recalled");
        } else if (action instanceof Action.TurnBegan began) {
            of(partition, began.image()).log("Turn began");
        } else if (action instanceof Action.TurnEnded ended) {
            of(partition, ended.image()).log("Turn passed on");
        } else if (action instanceof Action.Done done) {
            of(partition, done.image()).log("Image done");
        }
    }

    void badRecall(RecordMetadata from, String why) {
        bad(from.topic(), from.partition(), from.offset(), why, "Recall refused");
    }

    void badReceipt(RecordMetadata from, String why) {
        bad(from.topic(), from.partition(), from.offset(), why, "Receipt ignored");
    }

    private void bad(String topic, int partition, long offset, String why, String message) {
        if (++badRecords <= BAD_RECORDS_MAX) {
            LOG.atWarn().addKeyValue("topic", topic).addKeyValue("partition", partition).addKeyValue("offset", offset)
                    .addKeyValue("why", why).log(message);
        }
    }

    private static LoggingEventBuilder of(int partition, Image image) {
        return LOG.atInfo().addKeyValue("image", image.sending().image())
                .addKeyValue("generation", image.sending().generation()).addKeyValue("partition", partition)
                .addKeyValue("turn", image.turn()).addKeyValue("life", image.life())
                .addKeyValue("passedBytes", image.passedBytes());
    }
}
