package io.entrepot.source.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThrottleTest {

    private static final long HOURS_MS = TimeUnit.HOURS.toMillis(10);

    @Test
    @Timeout(60)
    void whoIsStoppedDoesNotWaitForTheRate() throws InterruptedException {
        // Given
        Throttle throttle = new Throttle(HOURS_MS);
        throttle.rate(OptionalLong.of(1));
        throttle.sent(10_000);
        AtomicBoolean stopped = new AtomicBoolean();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                throttle.await(stopped::get);
                over.complete(null);
            } catch (InterruptedException e) {
                over.completeExceptionally(e);
            }
        });
        waiting.setDaemon(true);
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(over).isNotDone();

        // When
        stopped.set(true);
        throttle.wake();

        // Then
        assertThat(over).succeedsWithin(Duration.ofSeconds(30));
    }
}
