package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicationTest {

    @Test
    void isSafeWhenALostBrokerLosesNothingOrThereAreTooFewForThat() {
        assertThat(new Replication((short) 3, 1).isSafe()).isFalse();
        assertThat(new Replication((short) 3, 2).isSafe()).isTrue();
        assertThat(new Replication((short) 2, 1).isSafe()).isTrue();
        for (int factor = 1; factor < 6; factor++) {
            assertThat(Replication.of(factor).isSafe()).as("factor %s", factor).isTrue();
        }
    }
}
