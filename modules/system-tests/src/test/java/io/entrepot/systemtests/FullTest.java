package io.entrepot.systemtests;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.LossyDisk;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import io.entrepot.systemtests.process.SmallFileSystem;
import io.entrepot.systemtests.syscalls.Strace;
import io.entrepot.systemtests.syscalls.SystemCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination or a broker's directory that fills up while the copy runs, and a disk that breaks under either. It says what is the
 * matter and what to do, leaves nothing wrong under a final name, and the same command finishes once it can.
 */
class FullTest {

    private static final int ENOUGH_MIB = 256;
    /** For the first image and a part of the others. */
    private static final int TOO_LITTLE_MIB = 12;
    private static final int SHORT_DELAY_S = 8;
    private static final int LONG_DELAY_S = 32;
    private static final Tuple WAITED = tuple("sync_file_range", -1L);
    private static final Tuple FORCED = tuple("fdatasync", 0L);

    @TempDir
    private Path directory;

    @Test
    void aDestinationThatFillsUpIsNamedAndARerunFinishes() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 8);
        Path small = Files.createDirectories(bench.destination().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, TOO_LITTLE_MIB)) {
            Destination seen = new Destination(fileSystem.seen());

            // When
            Result full = bench.copy("--skip-space-check").under(fileSystem.inside()).run();

            // Then
            saysTheWayOut(full, small.toString(), "space", "make room");
            assertThat(seen.finalNames()).as("what was whole before it was full").isNotEmpty().hasSizeLessThan(bench.fleet().names().size());
            seen.holdsNothingWrong(bench.fleet());
            seen.recordsAreCovered(bench.fleet());

            // When
            fileSystem.resize(ENOUGH_MIB);
            Result again = bench.copy().under(fileSystem.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            seen.holdsExactly(bench.fleet(), bench.fleet().names());
        }
        bench.auditedWhole();
    }

    @Test
    void aBrokerWhoseDirectoryFillsUpIsNamedAndARerunFinishes() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 8);
        Path small = Files.createDirectories(bench.interim().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, ENOUGH_MIB)) {

            // When
            Result full;
            try (RunningCopy running = bench.copy("--skip-space-check").under(fileSystem.inside()).start()) {
                patiently().until(() -> !bench.destination().hiddenNames().isEmpty() || !running.isAlive());
                // Again and again: what the broker frees is not its to use either.
                patiently().until(() -> {
                    fileSystem.fill("lost+found");
                    return !running.isAlive();
                });
                full = running.result();
            }

            // Then
            saysTheWayOut(full, small.toString(), "room");
            bench.destination().holdsNothingWrong(bench.fleet());

            // When
            fileSystem.run("rm", small.resolve("lost+found").toString());
            Result again = bench.copy().under(fileSystem.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            bench.isWhole();
        }
    }

    @Test
    void aBrokerWhoseDiskBreaksIsNamedAndARerunFinishes() {
        // Given
        Workbench bench = Workbench.of(directory, 4);
        // Nine images have more receipts than the broker has threads: some thread comes to its second write before all are there.
        Path log = bench.interim().root().resolve("broker/logs/entrepot.default.local.receipts-0/00000000000000000000.log");
        Strace strace = new Strace(directory.resolve("trace"));

        // When
        Result broken = bench.copy("--skip-space-check").under(strace.breaking(log, 2)).run();

        // Then
        saysTheWayOut(broken, "broker", bench.interim().root().toString());
        assertThat(bench.destination().finalNames()).as("images that got through before").hasSizeLessThan(bench.fleet().names().size());
        bench.destination().holdsNothingWrong(bench.fleet());

        // When
        bench.copied();

        // Then
        bench.isWhole();
        bench.auditedWhole();
    }

    /** E: the kernel tells each open file once of what it could not write back, and here it is not the fsync that it tells. */
    @Test
    void aDestinationWhoseDiskLosesWhatWasWrittenIsNamedAndARerunFinishes() throws IOException {
        // Given: a partial file whose name is known
        Workbench bench = Workbench.of(directory, solidImage());
        Path lossy = Files.createDirectories(bench.destination().root());
        Strace strace = new Strace(directory.resolve("trace"));
        try (LossyDisk disk = LossyDisk.mount(lossy, Files.createDirectory(directory.resolve("below")))) {
            Destination seen = new Destination(disk.seen());
            saysWhatIsLost(bench.copy().under(disk.inside()).run(), lossy);
            Path partial = lossy.resolve(seen.hiddenNames().iterator().next());

            // When
            Result lost = bench.copy().under(strace.forcingLast(partial, SHORT_DELAY_S)).under(disk.inside()).run();
            // A machine that has other things to do writes less in that time than what the writer waits for.
            for (int delayS = 2 * SHORT_DELAY_S; !isForcedLast(strace) && delayS <= LONG_DELAY_S; delayS *= 2) {
                saysWhatIsLost(lost, lossy);
                lost = bench.copy().under(strace.forcingLast(partial, delayS)).under(disk.inside()).run();
            }

            // Then
            assertThat(strace.calls()).as("the writer that waits is told, and the fsync that ends after it is not")
                    .extracting(SystemCall::name, SystemCall::result).endsWith(WAITED, FORCED);
            disk.forget();
            assertThat(seen.recordsAreCovered(bench.fleet())).as("images on their way").isOne();
            assertThat(seen.finalNames()).isEmpty();
            saysWhatIsLost(lost, lossy);

            // When
            disk.makeRoom();
            Result again = bench.copy().under(disk.inside()).run();

            // Then
            assertThat(again.exit()).as("%s", again).isZero();
            disk.forget();
            seen.holdsExactly(bench.fleet(), bench.fleet().names());
        }
        bench.auditedWhole();
    }

    private static boolean isForcedLast(Strace strace) {
        List<Tuple> calls = strace.calls().stream().map(call -> tuple(call.name(), call.result())).toList();
        return calls.size() >= 2 && calls.subList(calls.size() - 2, calls.size()).equals(List.of(WAITED, FORCED));
    }

    /** Larger than what writers have under way before they wait, and without holes. */
    private TestFleet solidImage() throws IOException {
        byte[] content = new byte[40 << 20];
        new SplittableRandom(TestFleet.SEED).nextBytes(content);
        Path images = Files.createDirectory(directory.resolve("images"));
        Files.write(images.resolve(TestFleet.GOLDEN), content);
        return new TestFleet(images, List.of(TestFleet.GOLDEN));
    }

    /** Some kernels say of a loop device that it is full, others that it is broken. */
    private static void saysWhatIsLost(Result result, Path destination) {
        RefusalTest.isOneClearLine(result, destination.toString());
        assertThat(result.exit()).as("%s", result).isEqualTo(1);
    }

    private static void saysTheWayOut(Result result, String... naming) {
        RefusalTest.isOneClearLine(result, naming);
        assertThat(result.err()).as("%s", result).singleElement().asString().containsIgnoringCase("run ").contains("again", "goes on");
        assertThat(result.exit()).as("%s", result).isEqualTo(1);
    }
}
