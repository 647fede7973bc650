package io.entrepot.source.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BudgetTest {

    private final Budget budget = new Budget(() -> 100);

    @Test
    void whoWantsMoreThanThereIsWaitsForOthers() throws Exception {
        assertThat(budget.take(80)).isTrue();
        FutureTask<Boolean> second = waiting(30);

        budget.giveBack(80);

        assertThat(second.get(5, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void moreThanThereEverIsGoesAlone() throws Exception {
        assertThat(budget.take(1_000)).isTrue();
    }

    @Test
    void saysWhetherMoreThanHalfIsTaken() throws Exception {
        budget.take(50);
        assertThat(budget.isHalfTaken()).isFalse();

        budget.take(1);
        assertThat(budget.isHalfTaken()).isTrue();

        budget.giveBack(1);
        assertThat(budget.isHalfTaken()).isFalse();
    }

    @Test
    void closingLetsEverybodyGoWithNothing() throws Exception {
        assertThat(budget.take(100)).isTrue();
        FutureTask<Boolean> waiting = waiting(1);

        budget.close();

        assertThat(waiting.get(5, TimeUnit.MINUTES)).isFalse();
        assertThat(budget.isClosed()).isTrue();
    }

    /** Somebody who wants so many, and has come to wait for them. */
    private FutureTask<Boolean> waiting(long bytes) {
        FutureTask<Boolean> task = new FutureTask<>(() -> budget.take(bytes));
        Thread thread = new Thread(task, "taker");
        thread.start();
        await().atMost(Duration.ofMinutes(5)).until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(task).isNotDone();
        return task;
    }
}
