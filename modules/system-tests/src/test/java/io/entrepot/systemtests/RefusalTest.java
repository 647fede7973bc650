package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Program;
import io.entrepot.systemtests.process.RunningCopy.Result;
import io.entrepot.systemtests.process.SmallFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known before anything is sent is said before anything is sent: one line, the way out, no stack trace. */
class RefusalTest {

    @TempDir
    private Path directory;

    @Test
    void aDestinationThatExistsIsRefusedAndReplacedWhenAskedFor() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 1).sending(TestFleet.GOLDEN, TestFleet.TINY);
        Path theirs = bench.destination().root().resolve(TestFleet.GOLDEN);
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "somebody's");

        // When
        Result refused = bench.copy().run();

        // Then
        isOneClearLine(refused, TestFleet.GOLDEN, "--overwrite");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(theirs).hasContent("somebody's");

        // When
        bench.copied("--overwrite");

        // Then
        bench.isWhole();
    }

    @Test
    void anImageThatMayNotBeReadIsNamed() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 1).sending(TestFleet.TINY, TestFleet.GOLDEN);
        Files.setPosixFilePermissions(bench.fleet().path(TestFleet.GOLDEN), Set.of());

        // When
        Result result = bench.copy().under(withoutRootsRights()).run();

        // Then
        isOneClearLine(result, TestFleet.GOLDEN);
        assertThat(result.exit()).as("%s", result).isEqualTo(3);
    }

    @Test
    void aDestinationThatIsTooSmallIsRefusedBeforeAnythingIsSent() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 8).sending(TestFleet.GOLDEN, TestFleet.STRANGER);
        Path small = Files.createDirectories(bench.destination().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, 4)) {

            // When
            Result result = bench.copy().under(fileSystem.inside()).run();

            // Then
            isOneClearLine(result, "There is not enough space at " + small);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(fileSystem.seen()).isEmptyDirectory();
            assertThat(bench.interim().root()).doesNotExist();
        }
    }

    @Test
    void anInterimDirectoryThatIsTooSmallIsRefusedBeforeAnythingIsSent() throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, 8).sending(TestFleet.GOLDEN, TestFleet.STRANGER);
        Path small = Files.createDirectories(bench.interim().root());
        try (SmallFileSystem fileSystem = SmallFileSystem.mount(small, 4)) {

            // When
            Result result = bench.copy().under(fileSystem.inside()).run();

            // Then
            isOneClearLine(result, "There is not enough space at " + small);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(fileSystem.seen()).isEmptyDirectory();
            assertThat(bench.destination().root()).doesNotExist();
        }
    }

    /** Names what is meant, in a few lines, and shows nobody where in the program that was. */
    static void isOneClearLine(Result result, String... naming) {
        assertThat(result.exit()).as("%s", result).isNotZero();
        assertThat(result.err()).as("%s", result).anySatisfy(line -> assertThat(line).contains(naming));
        assertThat(result.said()).as("%s", result).doesNotContain("\tat ").doesNotContain("Exception");
    }

    /** Root may read anything; without these two capabilities not even root may. */
    static List<String> withoutRootsRights() {
        if (!Program.output("id", "-u").equals("0")) {
            return List.of();
        }
        String rights = "-dac_override,-dac_read_search";
        return List.of("setpriv", "--bounding-set=" + rights, "--inh-caps=" + rights);
    }
}
