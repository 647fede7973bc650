package io.entrepot.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.Workbench;
import io.entrepot.systemtests.fleet.TestFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Copies that are killed, each finished by a rerun, compared with {@code cmp} and audited. A few by default; all of them with
 * {@code bin/test --crashes}, which sets {@code entrepot.crashes=all}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTableTest {

    private static final boolean ALL = "all".equals(System.getProperty("entrepot.crashes"));
    private static final int RANDOM_TRIALS = ALL ? 30 : 2;
    private static final int TRIALS_AT_EACH_POINT = ALL ? 10 : 1;
    private static final int IMAGE_MIB = ALL ? 24 : 8;
    private static final long SEED = 41;
    /** Nothing of interest happens before the Java machine has started; not all trials are spent on that. */
    private static final double EARLIEST = 0.2;

    /** When there is one trial at each point, not all of them hit the first image. */
    private static final Map<CommitStep, Integer> FEW = Map.of(CommitStep.WRITE, 5, CommitStep.FORCE, 1, CommitStep.RECORD, 4,
            CommitStep.COMPLETE, 1, CommitStep.RENAME, 2, CommitStep.RECEIPT, 3);

    private final CrashTable table = new CrashTable();
    private Path directory;
    private TestFleet fleet;
    private long wholeMs;

    @BeforeAll
    void makesAFleetAndSeesHowLongACopyTakes(@TempDir Path temporary) {
        directory = temporary;
        fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        Workbench bench = bench("whole");
        wholeMs = bench.copied("--parallel", "4").wallMs();
        remove(bench.directory());
    }

    @Test
    void aCopyThatIsKilledAtARandomMomentIsFinishedByARerun() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_TRIALS; i++) {
            long afterMs = (long) (wholeMs * (EARLIEST + (1 - EARLIEST) * random.nextDouble()));
            String name = "after " + afterMs + " of " + wholeMs + " ms";
            Workbench bench = bench("random-" + i);
            table.add(new Trial(name, bench).killedAfter(Duration.ofMillis(afterMs)));
            remove(bench.directory());
        }
        assertThat(table.failed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "FORCE", "RECORD", "COMPLETE", "RENAME", "RECEIPT"})
    void aCopyThatIsKilledBehindAStepOfTheWritersCommitIsFinishedByARerun(CommitStep step) {
        int failedBefore = table.failed().size();
        for (int i = 0; i < TRIALS_AT_EACH_POINT; i++) {
            int occurrence = ALL ? i + 1 : FEW.get(step);
            Workbench bench = bench(step + "-" + occurrence);
            table.add(new Trial("behind " + step + " number " + occurrence, bench).killingItself(
                    bench.copy("--parallel", "4").by(CrashingCopy.class, CrashingCopy.AT, step + ":" + occurrence)));
            remove(bench.directory());
        }
        assertThat(table.failed()).hasSize(failedBefore);
    }

    @AfterAll
    void tellsWhatCameOfIt() throws IOException {
        System.out.println(table);
        Files.writeString(Path.of("target", "crash-table.txt"), table.toString() + "\n");
    }

    private Workbench bench(String name) {
        return Workbench.of(directory.resolve(name), fleet);
    }

    private static void remove(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
