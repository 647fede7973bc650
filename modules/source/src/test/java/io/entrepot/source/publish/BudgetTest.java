package io.entrepot.source.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BudgetTest {

    private final Budget budget = new Budget(() -> 100);

    @Test
    void whoWantsMoreThanThereIsWaitsForOthers() throws Exception {
        assertThat(budget.take(80)).isTrue();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> take(30));
        assertThat(second).isNotCompleted();

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
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> take(1));

        budget.close();

        assertThat(waiting.get(5, TimeUnit.MINUTES)).isFalse();
        assertThat(budget.isClosed()).isTrue();
    }

    private boolean take(long bytes) {
        try {
            return budget.take(bytes);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
