package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.destination.core.Action;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a transaction when the broker takes longer than a producer waits. */
class NotaryTest {

    private static final FleetTopics TOPICS = new FleetTopics("notary");

    @TempDir
    Path directory;

    /** As Kafka's: a commit that timed out can be asked for again and not be taken back. */
    private static final class SlowProducer extends MockProducer<byte[], byte[]> {
        private int timeoutsLeft;
        private boolean timedOut;

        SlowProducer(int timeouts) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            timeoutsLeft = timeouts;
        }

        @Override
        public void commitTransaction() {
            timedOut = timeoutsLeft-- > 0;
            if (timedOut) {
                throw new TimeoutException("Timeout expired after 60000ms while awaiting EndTxn(true)");
            }
            super.commitTransaction();
        }

        @Override
        public void abortTransaction() {
            if (timedOut) {
                throw new IllegalStateException("Cannot attempt operation `abortTransaction` because the previous call to "
                        + "`commitTransaction` timed out and must be retried");
            }
            super.abortTransaction();
        }
    }

    @Test
    void aCommitThatTimedOutIsAskedForAgain() {
        SlowProducer producer = new SlowProducer(2);

        transact(producer);

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.consumerGroupOffsetsHistory()).hasSize(1);
    }

    @Test
    void aCommitThatNeverComesEndsTheWriterWithASentence() {
        assertThatThrownBy(() -> transact(new SlowProducer(Integer.MAX_VALUE))).isInstanceOf(WriterException.class)
                .hasMessageContaining("Kafka does not take the receipts for destination here");
    }

    private void transact(SlowProducer producer) {
        KafkaSettings nobody = KafkaSettings.of("localhost:1");
        try (OrderedTopic ordered = new OrderedTopic(nobody, TOPICS.ordered("here"));
                Notary notary = new Notary(producer, TOPICS, "here", 0, new ConsumerGroupMetadata("group"),
                        new WireFormat(SchemaRegistries.embedded(directory.resolve("schemas.json"))), WriterListener.NONE,
                        ordered)) {
            notary.begin();
            notary.transact(new Action.Transact(List.of(), 5, Optional.empty()), 0);
        }
    }
}
