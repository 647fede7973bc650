package io.entrepot.resequencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RenewalsTest {

    @Test
    void aTransactionThatKafkaHasEndedIsWorthANewThreadAndNothingElseIs() {
        assertThat(Renewals.isDue(new StreamsException("Error encountered trying to commit a transaction",
                new InvalidTxnStateException("The producer attempted a transactional operation in an invalid state.")))).isTrue();
        assertThat(Renewals.isDue(new StreamsException("Error", new TimeoutException("no answer")))).isFalse();
        assertThat(Renewals.isDue(new IllegalStateException("ours"))).isFalse();
    }

    @Test
    void whoNeedsOneAfterTheOtherGetsNoMoreUntilTimeHasPassed() {
        Renewals renewals = new Renewals();
        long nowNs = Long.MAX_VALUE - 5;
        for (int i = 0; i < Renewals.GRANTED_MAX; i++) {
            assertThat(renewals.grant(nowNs + i)).isTrue();
        }

        assertThat(renewals.grant(nowNs + Renewals.GRANTED_MAX)).isFalse();
        assertThat(renewals.grant(nowNs + Renewals.WITHIN.toNanos() + 1)).as("once the first one is long ago").isTrue();
        assertThat(renewals.grant(nowNs + Renewals.WITHIN.toNanos() + 1)).as("of which there was one").isFalse();
    }
}
