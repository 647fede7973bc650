package io.entrepot.systemtests.crash;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.Workbench;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.RunningCopy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One copy that is killed behind each step of a commit, and once at no step in particular, each time where the one before it had got to;
 * then it is finished. Each kill by itself, many times: {@link CrashTableTest}.
 */
class CrashTest {

    private static final int IMAGE_MIB = 6;
    /** So many kills in a row do not come too late by chance. */
    private static final int ATTEMPTS_MAX = 8;
    /**
     * Behind which occurrence of a step; all are reached before the last images are begun. A whole image is forced as it is completed: the
     * checkpoint in the middle of one, {@link CommitStep#FORCE}, comes after some seconds only, when small images have long been committed.
     */
    private static final Map<CommitStep, Integer> KILLS = new LinkedHashMap<>();

    static {
        KILLS.put(CommitStep.WRITE, 2);
        KILLS.put(CommitStep.COMPLETE, 1);
        KILLS.put(CommitStep.RECORD, 2);
        KILLS.put(CommitStep.RENAME, 1);
        KILLS.put(CommitStep.RECEIPT, 2);
    }

    @TempDir
    private Path directory;

    @Test
    void aCopyThatIsKilledAgainAndAgainIsFinishedInTheEnd() {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        Workbench bench = Workbench.of(directory.resolve("steps"), fleet);

        // When
        KILLS.forEach((step, occurrence) -> {
            assertThat(new Trial(bench).killedBehind(step.name(), occurrence)).as("killed behind %s", step).isTrue();
            holdsNothingWrong(bench);
        });
        Workbench last = bench;
        for (int attempt = 0; !isKilled(last); attempt++) {
            assertThat(attempt).as("kills that came too late").isLessThan(ATTEMPTS_MAX);
            last = Workbench.of(directory.resolve("late-" + attempt), fleet);
        }
        holdsNothingWrong(last);
        bench.copied(Trial.OPTIONS);

        // Then
        bench.isWhole();
        bench.auditedWhole();
        if (!last.equals(bench)) {
            last.copied(Trial.OPTIONS);
            last.isWhole();
        }
    }

    /** Whenever something has just been written. */
    private static boolean isKilled(Workbench bench) {
        try (RunningCopy running = new Trial(bench).copy().start()) {
            patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
            running.killNow();
            return Trial.isHit(running.result());
        }
    }

    private static void holdsNothingWrong(Workbench bench) {
        bench.destination().holdsNothingWrong(bench.fleet());
        bench.destination().recordsAreCovered(bench.fleet());
    }
}
