package io.entrepot.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StatusJobTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final List<String> seen = new ArrayList<>();
    private int looks;

    @Test
    void looksOnceUnlessItWatches() {
        // When
        int exit = new StatusJob(States::night, view(99), Duration.ZERO).run(Interruption.none());

        // Then
        assertThat(exit).isEqualTo(ExitCode.DONE);
        assertThat(seen).containsExactly("lab");
    }

    @Test
    void aFirstLookThatFailsIsAnError() {
        // Given
        StatusJob job = new StatusJob(failingAt(1), view(99), AT_ONCE);

        // When, Then
        assertThatThrownBy(() -> job.run(Interruption.none())).isInstanceOf(RegistryException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void aLaterOneIsShownAndItGoesOnUntilItIsInterrupted() {
        // Given
        StatusJob job = new StatusJob(failingAt(2), view(3), AT_ONCE);

        // When
        int exit = job.run(Interruption.none());

        // Then
        assertThat(exit).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(seen).containsExactly("lab", "It is gone.", "lab");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private Supplier<FleetState> failingAt(int look) {
        return () -> {
            if (++looks == look) {
                throw new RegistryException("It is gone.");
            }
            return States.night();
        };
    }

    /** Interrupts whoever looks when so many things were shown. */
    private StatusView view(int interruptAt) {
        return new StatusView() {
            @Override
            public void show(FleetState state) {
                take(state.fleet());
            }

            @Override
            public void trouble(String sentence) {
                take(sentence);
            }

            private void take(String what) {
                seen.add(what);
                if (seen.size() == interruptAt) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
