package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.destination.core.Action;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.wire.Expiry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
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

    /** Its epoch is old at the first commit; an abort gives it a new one, unless it was replaced. */
    private static final class OldEpoch extends MockProducer<byte[], byte[]> {
        private final boolean replaced;
        private boolean old = true;

        OldEpoch(boolean replaced) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.replaced = replaced;
        }

        @Override
        public void commitTransaction() {
            if (old) {
                throw new InvalidProducerEpochException("Producer attempted to produce with an old epoch.");
            }
            super.commitTransaction();
        }

        @Override
        public void abortTransaction() {
            if (replaced) {
                throw new ProducerFencedException("There is a newer producer with the same transactionalId.");
            }
            old = false;
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

    /** As after a time without a network: Kafka has ended the transaction, and calls the producer's epoch old. */
    @Test
    void aTransactionThatKafkaHasEndedMeanwhileIsTriedAgain() {
        OldEpoch producer = new OldEpoch(false);

        transact(producer);

        assertThat(producer.commitCount()).isEqualTo(1);
    }

    /** As when brokers die one after the other: neither commit nor abort is possible any more. */
    @Test
    void aProducerThatIsOfNoUseIsReplaced() {
        MockProducer<byte[], byte[]> spoiled = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public void commitTransaction() {
                throw new InvalidTxnStateException("The producer attempted a transactional operation in an invalid state.");
            }

            @Override
            public void abortTransaction() {
                throw new KafkaException("Cannot execute transactional method because we are in an error state");
            }
        };
        MockProducer<byte[], byte[]> second = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

        transact(List.of(spoiled, second).iterator()::next, () -> false);

        assertThat(spoiled.closed()).isTrue();
        assertThat(second.commitCount()).isEqualTo(1);
        assertThat(second.consumerGroupOffsetsHistory()).hasSize(1);
    }

    @Test
    void whoWasReplacedIsToldByTheAbort() {
        assertThatThrownBy(() -> transact(new OldEpoch(true))).isInstanceOf(WriterException.class)
                .hasMessageContaining("Another writer has taken over destination here, partition 0");
    }

    /** As after a time in which the process stood still: Kafka has ended the transaction, and says what it says to who was replaced. */
    @Test
    void whoStoodStillForLongerThanATransactionMayTakeGoesOn() {
        MockProducer<byte[], byte[]> second = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        MockProducer<byte[], byte[]> first = fenced();

        transact(List.of(first, second).iterator()::next, () -> true);

        assertThat(first.closed()).isTrue();
        assertThat(second.commitCount()).isEqualTo(1);
        assertThat(second.consumerGroupOffsetsHistory()).hasSize(1);
    }

    /** As with the transactions of before Kafka 4.0, where the abort cannot tell. */
    @Test
    void whoseAbortIsFencedAsItStoodStillGoesOn() {
        OldEpoch first = new OldEpoch(true);
        OldEpoch second = new OldEpoch(false);
        second.old = false;

        transact(List.<Producer<byte[], byte[]>>of(first, second).iterator()::next, () -> true);

        assertThat(first.closed()).isTrue();
        assertThat(second.commitCount()).isEqualTo(1);
    }

    @Test
    void whoIsFencedThoughNoTransactionTookTooLongWasReplaced() {
        assertThatThrownBy(() -> transact(fenced())).isInstanceOf(WriterException.class)
                .hasMessageContaining("Another writer has taken over destination here, partition 0");
    }

    @Test
    void whoIsFencedAgainAndAgainEnds() {
        assertThatThrownBy(() -> transact(NotaryTest::fenced, () -> true)).isInstanceOf(WriterException.class)
                .hasMessageContaining("Another writer has taken over");
    }

    private static MockProducer<byte[], byte[]> fenced() {
        MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.sendOffsetsToTransactionException = new ProducerFencedException("There is a newer producer with the same transactionalId.");
        return producer;
    }

    private void transact(MockProducer<byte[], byte[]> producer) {
        transact(() -> producer, () -> false);
    }

    private void transact(Supplier<Producer<byte[], byte[]>> producers, Expiry expiry) {
        KafkaSettings nobody = KafkaSettings.of("localhost:1");
        try (OrderedTopic ordered = new OrderedTopic(nobody, TOPICS.ordered("here"));
                Notary notary = new Notary(producers, expiry, TOPICS, "here", 0, new ConsumerGroupMetadata("group"),
                        new WireFormat(SchemaRegistries.embedded(directory.resolve("schemas.json"))), WriterListener.NONE,
                        ordered)) {
            notary.begin();
            notary.transact(new Action.Transact(List.of(), 5, Optional.empty()), 0);
        }
    }
}
