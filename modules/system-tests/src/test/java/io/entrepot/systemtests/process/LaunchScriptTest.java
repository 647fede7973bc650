package io.entrepot.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchScriptTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"50, 132, 50, 132", "0, 0, 24, 80", "50, 0, 24, 80"})
    void aTerminalIsAsLargeAsItSaysOrAsTerminalsWere(int rows, int columns, int lines, int shown) throws Exception {
        // When
        String said = said("script", "-qec", "stty rows " + rows + " cols " + columns + "; " + command(), "/dev/null");

        // Then
        assertThat(said).contains("entrepot.terminal = true", "entrepot.lines = " + lines + "\r", "entrepot.columns = " + shown + "\r");
    }

    @Test
    void whereThereIsNoTerminalNothingIsSaidOfIt() throws Exception {
        assertThat(said("sh", "-c", command())).contains("java.home = ").doesNotContain("entrepot.terminal", "entrepot.lines");
    }

    private String command() {
        return LaunchScript.in(directory.resolve("home")).script() + " --version";
    }

    /** What Java says of its settings, too. */
    private static String said(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ENTREPOT_JAVA_OPTIONS", "-XshowSettings:properties -cp " + CopyProcess.classPath());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
