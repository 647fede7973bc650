package io.entrepot.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.Workbench;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies that are killed, each finished by a rerun, compared with {@code cmp} and audited: {@code bin/test --crashes}. */
@Tag("table")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTableTest {

    private static final int RANDOM_TRIALS = 30;
    private static final int TRIALS_AT_EACH_POINT = 10;
    private static final int IMAGE_MIB = 20;
    private static final String[] IMAGES = {TestFleet.GOLDEN, TestFleet.CLONE, TestFleet.SHIFTED, TestFleet.TINY};
    private static final long SEED = Long.getLong("entrepot.crashes.seed", 41);
    /** Not much of interest happens while the broker starts, which takes about half of so small a copy; few trials are spent on that. */
    private static final double EARLIEST = 0.4;
    /** So many kills in a row do not come too late by chance. */
    private static final int ATTEMPTS_MAX = 8;

    /** Each image is renamed once; a large one is written in some forty records, and the others happen about twice for each. */
    private static final Map<CommitStep, Integer> OCCURRENCES = Map.of(CommitStep.WRITE, 80, CommitStep.FORCE, 3, CommitStep.RECORD, 8,
            CommitStep.RENAME, IMAGES.length, CommitStep.RECEIPT, 6);

    private final CrashTable table = new CrashTable();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private Path directory;
    private TestFleet fleet;
    private long wholeMs;

    @BeforeAll
    void makesAFleetAndSeesHowLongACopyTakes(@TempDir Path temporary) {
        directory = temporary;
        fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB).only(IMAGES);
        Trial whole = trial();
        wholeMs = whole.copy().run().wallMs();
        whole.bench().isWhole();
        remove(whole);
    }

    @Test
    void aCopyThatIsKilledAtARandomMomentIsFinishedByARerun() {
        for (int i = 0; i < RANDOM_TRIALS; i++) {
            add("random moment", attempt -> (int) (wholeMs * (EARLIEST + (1 - EARLIEST) * random.nextDouble())),
                    (trial, ms) -> {
                        Result result = trial.killedAfter(Duration.ofMillis(ms));
                        // Who came too late knows better how long a copy takes at the machine's present pace.
                        wholeMs = Trial.isHit(result) ? wholeMs : result.wallMs();
                        return Trial.isHit(result);
                    }, ms -> "after " + ms + " of " + wholeMs + " ms");
        }
        assertThat(table.failed("random moment")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "FORCE", "RECORD", "RENAME", "RECEIPT"})
    void aCopyThatIsKilledBehindAStepOfTheWritersCommitIsFinishedByARerun(CommitStep step) {
        String point = "behind " + step;
        for (int i = 0; i < TRIALS_AT_EACH_POINT; i++) {
            int first = 1 + random.nextInt(OCCURRENCES.get(step));
            // How often a step happens depends on the machine's pace: what never came is tried earlier.
            add(point, attempt -> Math.max(1, first >> attempt), (trial, occurrence) -> trial.killedBehind(step.name(), occurrence),
                    occurrence -> point + " number " + occurrence);
        }
        assertThat(table.failed(point)).isEmpty();
    }

    private interface Kill {
        boolean hits(Trial trial, int when);
    }

    private void add(String point, IntUnaryOperator when, Kill kill, IntFunction<String> moment) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int at = when.applyAsInt(attempt);
            Trial trial = trial();
            try {
                if (kill.hits(trial, at)) {
                    CrashTable.Row row = trial.finished(moment.apply(at), attempt);
                    write(point, row);
                    // The machine's pace changes: moments are chosen by how long the last copy took, not the first.
                    wholeMs = Math.max(row.rerunMs(), wholeMs / 2);
                    return;
                }
            } finally {
                remove(trial);
            }
        }
        write(point, new CrashTable.Row(moment.apply(0), ATTEMPTS_MAX, false, "", 0, "never killed"));
    }

    /** After each trial, so that what has been seen is there even when something hangs later. */
    private void write(String point, CrashTable.Row row) {
        table.add(point, row);
        try {
            Files.writeString(Path.of("target", "crash-table.txt"), table.toString());
            Files.writeString(Path.of("target", "crash-trials.txt"), table.details());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Trial trial() {
        return new Trial(Workbench.of(directory.resolve("trial"), fleet));
    }

    private static void remove(Trial trial) {
        try (Stream<Path> paths = Files.walk(trial.bench().directory())) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
