package io.entrepot.systemtests;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, a kill, a machine that was started anew: the same command finishes what was begun. */
class InterruptTest {

    @TempDir
    private Path directory;

    @Test
    void ctrlCEndsWith130AndTheSameCommandFinishes() {
        // Given enough to be interrupted in, at any machine's pace
        Workbench bench = Workbench.of(directory, 40);

        // When
        Result interrupted;
        try (RunningCopy running = bench.copy().start()) {
            patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
            running.interrupt();
            interrupted = running.result();
        }

        // Then
        assertThat(interrupted.exit()).as("%s", interrupted).isEqualTo(130);
        assertThat(interrupted.said()).doesNotContain("\tat ");
        bench.destination().holdsNothingWrong(bench.fleet());

        // When
        bench.copied();

        // Then
        bench.isWhole();
        bench.auditedWhole();
    }

    @Test
    void aCopyOfOtherImagesKeepsWhatWasSentOfThoseThatAreNotThere() {
        // Given more than is sent by then, at any machine's pace, without an interim directory of its own
        Workbench bench = Workbench.of(directory, 40);
        Path interim = bench.destination().root().resolve(".entrepot/interim");
        try (RunningCopy running = inPlace(bench).start()) {
            patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
            running.killNow();
            assertThat(running.result().exit()).isNotZero();
        }
        // When
        Result other = inPlace(bench.sending(TestFleet.TINY)).run();
        Result again = inPlace(bench.sending(TestFleet.TINY)).run();
        // What had been sent whole was written on the way.
        String missing = bench.fleet().names().stream().filter(name -> !bench.destination().committedNames().contains(name)).sorted()
                .findFirst().orElseThrow();

        // Then
        for (Result result : List.of(other, again)) {
            assertThat(result.exit()).as("%s", result).isZero();
            assertThat(result.said()).contains("not there yet, what was sent is kept in " + interim).contains(missing);
        }
        assertThat(interim.resolve("broker")).isDirectory();

        // When: what was committed before is known to be there
        Result rest = inPlace(bench.sending(bench.fleet().names().stream()
                .filter(name -> !bench.destination().committedNames().contains(name)).toArray(String[]::new))).run();

        // Then
        assertThat(rest.exit()).as("%s", rest).isZero();
        bench.isWhole();
        assertThat(interim).doesNotExist();
    }

    private static CopyProcess inPlace(Workbench bench) {
        return CopyProcess.copy(bench.fleet().root(), bench.fleet().names(), bench.destination().root());
    }

    @Test
    void afterAPowerLossOnlyWhatIsAtTheDestinationIsTrusted() {
        // Given
        Workbench bench = Workbench.of(directory, 12);
        try (RunningCopy running = bench.copy().start()) {
            patiently().until(() -> !bench.destination().committedNames().isEmpty() || !running.isAlive());
            running.killNow();
            assertThat(running.result().exit()).isNotZero();
        }
        bench.interim().changeBootId();
        // What got its name just then, and was not yet said to be committed, is sent anew.
        var before = new TreeMap<>(bench.destination().identities());
        before.keySet().retainAll(bench.destination().committedNames());

        // When
        bench.copied();

        // Then
        bench.isWhole();
        assertThat(bench.destination().identities()).as("what was committed before is left alone").containsAllEntriesOf(before);
        assertThat(bench.interim().audit(null).findings().violations()).isEmpty();
    }
}
